"""Markings that were read through damage: what is printed, what it is taken for, and how sure that is.

For `inspect` alone. The value of a marking is always what it is taken for; here stands where that is not what is
printed.
"""

import re
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Confidence, Inferred, Located, Structure
from redaction_audit.structure import levels
from redaction_audit.structure.likeness import shape, sure

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


def inferred(structure: Structure) -> tuple[Inferred, ...]:
    """Return the markings of a record that are not printed as they are read, in text order."""
    found = (reading for span in structure.spans if (reading := _read(span, structure)) is not None)
    return tuple(sorted(found, key=lambda reading: (reading.start, reading.end)))


def _read(span: Located, structure: Structure) -> Inferred | None:
    if span.kind == "marking.banner":
        return _level(span)
    if span.kind == "marking.portion":
        return _portion(span)
    if span.kind == "marking.eo_line":
        return _order(span, structure)
    if span.kind == "marking.decl_date" and span.value is not None and _misread_figure().search(span.raw):
        return _taken_for(span, span.raw, span.value, 1.0, "medium")
    return None


def _level(span: Located) -> Inferred | None:
    """Return a level with letters damaged, None for a whole one: its likeness is that of the shapes of its letters."""
    found = levels.misread(span.raw)
    return None if found is None else _taken_for(span, span.raw, found[0], found[1], sure(found[1]))


def _portion(span: Located) -> Inferred | None:
    """Return a portion mark with a bracket damaged, or with letters; None for a whole one.

    Letters are as like as their shapes, and never certain.
    """
    raw, value = span.raw, span.value or ""
    letters = raw.strip("()[]{}<>| ").upper()
    if letters != value:
        return _taken_for(span, raw, value, 1.0, "medium") if shape(letters) == shape(value) else _stroke(span, value)
    whole = raw[:1] in _BRACKETS and raw[-1:] == _BRACKETS[raw[:1]]
    return None if whole else _taken_for(span, raw, value, 1.0, "high")


def _stroke(span: Located, value: str) -> Inferred:
    """Return a portion mark whose closing bracket became a stroke: one sign more than the mark has."""
    return _taken_for(span, span.raw, value, len(value) / (len(value) + 1), "low")


def _order(span: Located, structure: Structure) -> Inferred | None:
    """Return the number of an order line where it holds letters, None for one in figures."""
    order = structure.fields.order
    if order is None or order.raw == order.value or not span.start <= order.start < span.end:
        return None
    alike = 1 - sum(a != b for a, b in zip(shape(order.raw), shape(order.value or ""), strict=False)) / len(order.raw)
    return Inferred(span.kind, order.start, order.end, order.raw, order.value or "", round(alike, 2), sure(alike))


def _taken_for(span: Located, raw: str, value: str, likeness: float, confidence: Confidence) -> Inferred:
    """Return what is printed at a place with what it is taken for."""
    return Inferred(span.kind, span.start, span.start + len(raw), raw, value, round(likeness, 2), confidence)


@cache
def _misread_figure() -> re.Pattern[str]:
    """Match a letter that stands for a figure between or beside figures."""
    return fixed(r"(?<=[\d/])[OoIlSsZB|](?=[\d/]|\Z)|(?<![A-Za-z])[OoIlSZB|](?=\d)")
