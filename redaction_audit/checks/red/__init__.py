"""Redaction marks as such: inventory, lengths, overlays, placement, style."""
