"""What is run on the project itself: `make pages`, `make mutations`."""
