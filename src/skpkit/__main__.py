"""`python -m skpkit`, the same as `skpkit`."""

from skpkit.cli import main

main()
