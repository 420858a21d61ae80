"""Reading a record: header fields, numbered paragraphs, located things, date and provenance."""
