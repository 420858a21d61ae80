"""Dates as a locale writes them; without one, as ISO 8601 has them."""

import datetime as dt
from typing import Any

from redaction_audit.errors import UsageError

_SKELETONS = {10: ("%Y-%m-%d", "yMMMMd"), 7: ("%Y-%m", "yMMMM")}
"""Precisions, by the length of an ISO date: how it is read, what of it is written."""


class Days:
    """Writes days and moments. Raises UsageError for a locale that is none, and where babel is not installed."""

    def __init__(self, locale: str | None = None) -> None:
        self._locale: Any = None
        if locale is None:
            return
        try:
            from babel import Locale, UnknownLocaleError
        except ImportError as error:
            raise UsageError("--locale: needs babel\n  try: pip install 'redaction-audit[locale]'") from error
        try:
            self._locale = Locale.parse(locale.replace("-", "_"))
        except (ValueError, UnknownLocaleError) as error:
            raise UsageError(f"--locale {locale}: no such locale; for example en_GB, de or pt_BR") from error

    @property
    def language(self) -> str | None:
        """The language that dates are written in, as a page names it; None for ISO."""
        return str(self._locale).replace("_", "-") if self._locale is not None else None

    def day(self, iso: str) -> str:
        """Return a day, month or year; what is none of them stays as it is."""
        if self._locale is None or len(iso) not in _SKELETONS:
            return iso
        form, skeleton = _SKELETONS[len(iso)]
        try:
            day = dt.datetime.strptime(iso, form)
        except ValueError:
            return iso
        from babel.dates import format_skeleton

        return str(format_skeleton(skeleton, day, locale=self._locale))

    def moment(self, iso: str) -> str:
        """Return a time in UTC; what is no time stays as it is."""
        try:
            at = dt.datetime.fromisoformat(iso)
        except ValueError:
            return iso
        at = at.astimezone(dt.UTC) if at.tzinfo else at.replace(tzinfo=dt.UTC)
        if self._locale is None:
            return at.strftime("%Y-%m-%d %H:%M UTC")
        from babel.dates import format_datetime

        return f"{format_datetime(at, 'd MMMM y HH:mm', tzinfo=dt.UTC, locale=self._locale)} UTC"
