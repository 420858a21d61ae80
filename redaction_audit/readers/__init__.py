"""One input format a module: `probe(head, name)` and `read(stream, source)`."""
