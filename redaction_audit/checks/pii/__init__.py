"""PII: personal data left open in a text that is to be released."""
