"""What ends a run early: ctrl-C, a polite kill, a terminal that was closed. All three end it in the same way."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_OTHERS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_ALL = (signal.SIGINT, *_OTHERS)

_ECHO = 1.0
"""Seconds within which a signal that comes again is the same wish: shells and wrappers pass on what terminals send."""
_heard: float | None = None
"""When the first signal came."""


def heed() -> None:
    """Raise KeyboardInterrupt for a kill and a closed terminal too, unless whoever started us ignores them (nohup)."""
    for number in _OTHERS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    if not _is_echo():
        raise KeyboardInterrupt


def _is_echo() -> bool:
    """Take note of a signal; say whether it only repeats one that was just heard."""
    global _heard  # signals are those of the process
    now = time.monotonic()
    if _heard is None:
        _heard = now
        return False
    return now - _heard < _ECHO


class Step:
    """What is done whole or not at all while a run goes on; a context manager, entered once for every step.

    A signal that comes within a step raises KeyboardInterrupt behind it, so that nothing is lost on its way into the
    reports; another one, which is no echo of it, does so at once. Between steps it raises at once, and again behind the
    next step unless it was `heeded`: what is raised while a value is finalised, or in a native library, may be dropped.
    """

    __slots__ = ("_busy", "_waiting")

    def __init__(self) -> None:
        self._busy = self._waiting = False

    def __enter__(self) -> None:
        self._busy = True

    def __exit__(self, kind: object, *_: object) -> None:
        self._busy = False
        if self._waiting and kind is None:
            raise KeyboardInterrupt

    def heeded(self) -> None:
        """Take note that whoever makes the steps knows of the signal."""
        self._waiting = False

    def heard(self, number: int, frame: FrameType | None) -> None:
        """Take in a signal: the handler of all three."""
        del number, frame
        if _is_echo():
            return
        first, self._waiting = not self._waiting, True
        if not (first and self._busy):
            raise KeyboardInterrupt


@contextmanager
def steps() -> Iterator[Step]:
    """Heed signals between the steps of a run only. Those that somebody else answers to, or ignores, stay theirs."""
    import threading

    step = Step()
    handlers = {number: signal.getsignal(number) for number in _ALL}
    ours = {number: it for number, it in handlers.items() if it in (_interrupt, signal.default_int_handler)}
    if threading.current_thread() is not threading.main_thread():
        ours = {}  # a thread meets no signals
    for number in ours:
        signal.signal(number, step.heard)
    try:
        yield step
    finally:
        for number, handler in ours.items():
            signal.signal(number, handler)


@contextmanager
def held_back() -> Iterator[None]:
    """Keep the signals waiting meanwhile: a process that is started now has them waiting from its first moment."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ALL)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_to_parent() -> None:
    """Ignore what the parent process answers to, and end when it is gone: nobody would ever read what is found here."""
    import threading

    for number in _ALL:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ALL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process

    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
