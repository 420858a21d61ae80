"""How scanned declassification markings are read, and that ordinary prose holds none: forms with counts, and folders.

    python bench/forms.py [DIR] [--prose FOLDER ... ] [--lines 200000] [--all]

DIR holds `corpora/decl_forms_jfk.tsv` (columns count, form_as_ocr, reading); without it `REDACTION_AUDIT_SHARED` or
`shared/data` beside the checkout is taken, and where the file is not there this part says so. Prose is every text file
of the folders, `.gz` as well. Judges nothing: read the lines that it prints.
"""

import argparse
import csv
import gzip
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from redaction_audit.model import Declassify
from redaction_audit.structure import order_line, review_strip
from redaction_audit.structure.page import Page

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
_TEXT = {"", ".txt", ".rst", ".md", ".pod", ".gz", ".py", ".pm", ".pl", ".html", ".htm", ".news", ".changelog"}
_FAMILIES = {
    "oadr": "OADR", "x_exemption": "X", "25x_exemption": "25X", "xgds": "XGDS", "source_marked_oadr": "OADR",
}  # fmt: skip


def main() -> None:
    """Read the forms, then the prose."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("dir", nargs="?", type=Path, default=None, help="folder with the forms")
    options.add_argument("--prose", nargs="*", type=Path, default=[], help="folders of ordinary prose")
    options.add_argument("--lines", type=int, default=200_000, help="lines of prose at most")
    options.add_argument("--all", action="store_true", help="print every form, not just those not read whole")
    chosen = options.parse_args()
    forms(chosen.dir or Path(os.environ.get("REDACTION_AUDIT_SHARED", _BESIDE)), chosen.all)
    if chosen.prose:
        prose(chosen.prose, chosen.lines)


def forms(folder: Path, every: bool) -> None:
    """Print how each form is read: whole, partly (something behind the code is left) or not at all."""
    path = folder / "corpora" / "decl_forms_jfk.tsv"
    if not path.is_file():
        print(f"forms: skipped, {path} is not there")
        return
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    tally: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row in rows:
        order, due, end = read(row["form_as_ocr"])
        rest = row["form_as_ocr"][end:].strip(" .,_/;:\"'“”™")
        how = outcome(row["reading"], order, due, rest)
        tally[how] += 1
        seen[how] += int(row["count"])
        if every or how != "read":
            value = due and (due.value or ", ".join(due.codes) or due.kind)
            print(f"{how:10} {row['reading']:18} {row['form_as_ocr']!r:48} {order or '-':6} {value or '-'}")
    print(f"\n{len(rows)} forms: " + ", ".join(f"{how} {n} (seen {seen[how]} times)" for how, n in tally.most_common()))


def read(form: str) -> tuple[str | None, Declassify | None, int]:
    """Return order, instruction and where the reading ends."""
    page = Page(form)
    order, due, _ = order_line.read(page)
    review = review_strip.read(page)[0]
    if due is None and review is not None:
        due = review.declassify_on
    ends = (due.end if due else 0, order.end if order else 0)
    return (order.value if order else None), due, max(ends)


def outcome(reading: str, order: str | None, due: Declassify | None, rest: str) -> str:
    """Return `read`, `partly`, `alone` or `wrong` for one form."""
    if due is None or due.kind == "empty":
        return "alone" if order is None else "read" if not rest else "partly"
    family = _FAMILIES.get(reading)
    if family and not any(code.rstrip("-0123456789HUMANWD") == family for code in due.codes):
        return "wrong"
    return "partly" if rest else "read"


def prose(folders: list[Path], most: int) -> None:
    """Print every instruction that ordinary prose is said to hold, and the number of lines."""
    lines = files = hits = 0
    for absent in (folder for folder in folders if not folder.is_dir()):
        print(f"prose: skipped, {absent} is no folder")
    for path, text in texts(folders):
        if lines >= most:
            break
        files += 1
        lines += text.count("\n")
        for at in range(0, len(text), 8_000):  # a page at a time: a record holds one instruction
            page = Page(text[at : at + 8_000])
            order, due, _ = order_line.read(page)
            review = review_strip.read(page)[0]
            if order is not None or due is not None or review is not None:
                hits += 1
                said = due.raw if due else review.raw if review else order and order.raw
                print(
                    f"{path}: order {order and order.value}, {due and due.kind}: {' '.join(str(said).split())[:100]!r}"
                )
    print(f"prose: {hits} read from {lines} lines of {files} files")


def texts(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every text file of the folders, sorted."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in _TEXT or not path.is_file():
                continue
            try:
                data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            except OSError:
                continue
            if b"\0" not in data[:4_000]:
                yield path, data.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
