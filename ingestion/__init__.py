"""Peygir: reads what was decided and what was done, and lands it in staging tables."""
