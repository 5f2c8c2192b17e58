"""Records as rows of a workbook that people fill in, and back."""
