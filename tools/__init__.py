"""What is run on the project itself: `make pages`, `rule`, `document`, `mutations`, `release`, and what an install makes."""
