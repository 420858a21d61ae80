"""Declassification markings against the Executive Order in force on the day."""
