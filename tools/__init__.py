"""What make runs on the project itself (pages, rule, document, mutations, release, wheels), and what an install makes."""
