"""One employee in one year at one moment, as typed records."""
