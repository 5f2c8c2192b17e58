"""Rules of who may decide: SKP4xx."""
