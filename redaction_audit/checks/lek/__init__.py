"""What a mark gives away without meaning to: names left open, titles, initials, descriptions, lengths."""
