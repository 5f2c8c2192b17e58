"""Where records are worked on together: forges, their events, and git's own drivers."""
