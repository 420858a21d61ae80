"""Truncation and damage: what is missing from a record or was harmed on its way."""
