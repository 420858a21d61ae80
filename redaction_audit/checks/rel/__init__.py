"""The batch as a whole: the same record twice, what is missing from it."""
