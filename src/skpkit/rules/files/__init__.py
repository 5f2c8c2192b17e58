"""Rules of single files: SKP0xx."""
