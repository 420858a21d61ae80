"""Lines, spans, sanitising and masking of text for display; pure."""
