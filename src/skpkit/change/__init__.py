"""Two moments of a dossier: what differs, and what follows."""
