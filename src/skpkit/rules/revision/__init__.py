"""Rules of a dossier before and after: SKP3xx."""
