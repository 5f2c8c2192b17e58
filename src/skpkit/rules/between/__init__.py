"""Rules between the records of a dossier, and of dossiers: SKP2xx."""
