"""The steps from an empty file to the store of today: NNNN_name.sql, each run once and in order, never edited after."""

from importlib import resources


def steps() -> list[str]:
    """Return the SQL of every step, the first one first; a store that has run n of them is of version n."""
    folder = resources.files(__name__)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [(folder / name).read_text("utf-8") for name in names]
