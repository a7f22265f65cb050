"""Peygir's DAGs: wiring only."""
