"""Readers of values: one written thing in, what was understood and what could not be out."""
