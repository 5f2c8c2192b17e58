"""What make runs on the project itself: pages, rule, document, mutations, release, and what an install makes."""
