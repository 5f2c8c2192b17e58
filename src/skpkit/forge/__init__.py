"""Where records are worked on together: forges, their events, git's own drivers, and who signs."""
