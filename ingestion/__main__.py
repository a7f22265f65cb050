"""`python -m ingestion` is `peygir`."""

from ingestion.cli import main

main()
