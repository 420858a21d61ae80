"""Widgets: they take plain data down and post messages up."""
