"""What of a batch counts: accepted findings, waivers, locked rules, and what changed between two runs."""
