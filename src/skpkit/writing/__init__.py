"""Records as texts that are worked on: whatever is done to one keeps its comments, its order, and all else in it."""
