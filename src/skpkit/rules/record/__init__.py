"""Rules within one record: SKP1xx."""
