"""SKP, Manual IKI and DKI as reviewed, versioned text."""

__version__ = "0.1.0"
