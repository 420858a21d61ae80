"""How likely English words and pairs of words are: asked only where a word may have lost letters."""
