"""What ends a run early: ctrl-C, a polite kill, a terminal that was closed. All three end it in the same way."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_OTHERS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_ALL = (signal.SIGINT, *_OTHERS)


def heed() -> None:
    """Raise KeyboardInterrupt for a kill and a closed terminal too, unless whoever started us ignores them (nohup)."""
    for number in _OTHERS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


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
