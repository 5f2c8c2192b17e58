"""Records as official documents, and documents held against records."""
