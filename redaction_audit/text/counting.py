"""Numbers with their nouns."""


def count(number: int, noun: str, many: str | None = None) -> str:
    """Return `1 record`, `2,000 records`."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
