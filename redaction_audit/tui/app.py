"""The app: it finds its screens, does commands, keeps the bookmark, and watches for what others do."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from inspect import isawaitable
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import App
from textual.binding import BindingType
from textual.timer import Timer

from redaction_audit.errors import AuditError, blame
from redaction_audit.model import Frozen
from redaction_audit.review.session import Resumed, ReviewSession
from redaction_audit.tui import keymap, themes
from redaction_audit.tui.commands import EVERYWHERE, Command, Line, key_name, modes, registry
from redaction_audit.tui.finding_screen import FindingScreen
from redaction_audit.tui.messages import StoreChanged
from redaction_audit.tui.screen import LEAST, USUAL, AuditScreen, bindings

ROOT = "record"
"""The mode a review begins in."""
_TICK = 1.0
_REST = 0.5
"""Seconds without a move after which the bookmark is written."""
_LIVE_WHEN_SMALL = frozenset({"back", "quit", "help", "cancel"})


class Look(Frozen):
    """How the terminal wants it: colour `auto`, `always` or `never`; ASCII only; whether the mouse is ours."""

    color: Literal["auto", "always", "never"] = "auto"
    ascii_only: bool = False
    mouse: bool = True


class AuditApp(App[int]):
    """The workbench over one session."""

    TITLE = "redaction-audit"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual reads it off the class
        (0, "-tiny"), (LEAST[0], "-narrow"), (USUAL, "-medium"), (100, "-wide"), (140, "-huge"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as above
        (0, "-flat"), (LEAST[1], "-low"), (24, "-usual"), (40, "-tall"),
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings((*EVERYWHERE, *(mode.command for mode in modes().values())))

    def __init__(
        self,
        session: ReviewSession,
        look: Look | None = None,
        *,
        keys: keymap.Keys | None = None,
        resumed: Resumed | None = None,
        tips: Path | None = None,
    ) -> None:
        look = look or Look()
        colourless = look.color == "never" or (look.color == "auto" and "NO_COLOR" in os.environ)
        super().__init__()
        self.session = session
        self.ascii_only = look.ascii_only
        self.resumed = resumed
        self.keys = {command.id: command.keys for command in registry().values()} if keys is None else dict(keys)
        self.animation_level = "none"
        self._tips = tips
        self._back: list[str] = []
        self._resting: Timer | None = None
        self._without = themes.NoColours(enabled=colourless)
        self._filters.append(self._without)  # the one way to be sure that no colour is left, whatever a style says
        self._colourless = colourless
        for mode in modes().values():
            if not mode.modal:
                self.add_mode(mode.id, mode.screen)
        for theme in themes.themes():
            self.register_theme(theme)
        self.set_class(self.ascii_only, "-ascii")
        own = {id_: given for id_, given in self.keys.items() if given != registry()[id_].keys}
        self.set_keymap({id_: ",".join(given) for id_, given in own.items()})

    # -- life --

    async def on_mount(self) -> None:
        """Begin where the reviewer left."""
        face = self.resumed.face if self.resumed else {}
        self.theme = themes.MONO if self._colourless else _known(face.get("theme"), self.available_themes, themes.DARK)
        await self.switch_mode(_known(face.get("mode"), self._modes, ROOT))
        self.set_interval(_TICK, self.tick)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not everywhere, and in the main thread only
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self._ended, signal.SIGTERM)
            loop.add_signal_handler(signal.SIGHUP, self._ended, signal.SIGHUP)  # its window was closed
        if self._tips is not None and not self._tips.exists():
            self.screen.call_after_refresh(self._show_tips)  # laid over what is there: it has to be painted first

    def _show_tips(self) -> None:
        from redaction_audit.tui.screens.help import Tips

        self.push_screen(Tips(), self._tipped)

    def _tipped(self, _: object) -> None:
        """Remember that the first steps were shown, for ever."""
        if self._tips is not None:
            with suppress(OSError):  # then they are shown once more
                self._tips.parent.mkdir(parents=True, exist_ok=True)
                self._tips.touch()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables that our style sheets add to Textual's."""
        return themes.DEFAULTS

    def watch_theme(self, theme: str) -> None:
        """Take colours away with the theme that has none."""
        self._without.enabled = self._colourless or theme == themes.MONO

    def tick(self) -> None:
        """Take up what others did, what a scan found, and what time did to masks."""
        if not self.is_running or (below := self.lowest) is None:  # screens are closed before the clock stops
            return
        waiting = self.session.waiting()
        try:
            changed = self.session.refresh()
            went = below is self.screen and self.session.go_on()  # beneath a dialog nothing moves
        except AuditError as error:
            self.say(str(error), urgent=True)
            return
        if changed:
            below.post_message(StoreChanged(changed))
        below.tick()
        if went:
            self._went_on()
        elif waiting and (words := self.session.waiting()) and words != waiting:
            self.say(words)

    def _went_on(self) -> None:
        """Show what the scan has found for a reviewer who was waiting."""
        if (below := self.lowest) is not None:
            below.renew()
        self.moved()
        self.say("the scan found more: this is the next")

    def moved(self) -> None:
        """Note that the reviewer went elsewhere; the bookmark is written when they rest."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.keep)

    def keep(self) -> None:
        """Write the bookmark."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if not self.is_running:  # it was written when the review ended
            return
        below = self.lowest
        face = {"mode": self.current_mode, "theme": self.theme, **(below.face() if below else {})}
        try:
            self.session.bookmark(below.place() if below else 0, face)
        except AuditError as error:
            self.say(str(error), urgent=True)

    @property
    def lowest(self) -> AuditScreen | None:
        """The topmost screen that is no dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, AuditScreen)), None)

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Say something at the foot of the screen."""
        if (screen := self.lowest) is not None:
            screen.say(words, urgent=urgent)

    def _fatal_error(self) -> None:
        """Say which line broke; Textual's own traceback prints the values of variables, and with them records."""
        error = self._exception
        words = blame(error) if isinstance(error, Exception) else "unknown"
        self.session.trail.tell(f"internal error: {words}")
        self.panic(f"internal error: {words}; please report it (no text of any record is in this message)")

    # -- commands --

    @property
    def too_small(self) -> bool:
        """Whether there is no room to work."""
        return self.size.width < LEAST[0] or self.size.height < LEAST[1]

    async def action_run(self, id_: str) -> None:
        """Do a command, or say why it cannot be done."""
        await self.run_command(registry()[id_])

    async def run_command(self, command: Command) -> None:
        """Do a command, or say why it cannot be done."""
        if self.too_small and command.id not in _LIVE_WHEN_SMALL:
            return
        below = self.lowest
        if below is not None:
            below.hush()
        if reason := command.disabled(self.session):
            self.say(f"{command.title}: {reason}")
            return
        mode = modes().get(command.id)
        method = getattr(self.screen, command.method, None) or getattr(self, command.method, None)
        try:
            if method is not None:
                done = method()
                if isawaitable(done):
                    await done
            elif mode is not None:
                await self.go(mode.id)
            else:
                self.say(f"{command.title}: not on this screen")
        except AuditError as error:
            self.say(str(error), urgent=True)

    async def go(self, mode_id: str) -> None:
        """Go to a screen; it is there, and takes the keys typed ahead, when this returns."""
        mode = modes()[mode_id]
        if mode.modal:
            await self.push_screen(mode.screen())
        elif mode_id != self.current_mode:
            self._back.append(self.current_mode)
            await self.switch_mode(mode_id)
            self.moved()

    def hint(self, id_: str, title: str | None = None) -> tuple[str, str]:
        """Return the first key of a command and its words, for the foot of a screen."""
        command = registry()[id_]
        keys = self.keys[id_]
        return key_name(keys[0], ascii_only=self.ascii_only) if keys else "", title or command.title

    async def do_back(self) -> None:
        """Go back; at the root, quit."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self._back:
            await self.switch_mode(self._back.pop())
        else:
            self.do_quit()

    def do_quit(self) -> None:
        """End the review."""
        self.keep()
        self.exit(0)

    async def action_quit(self) -> None:
        """End the review by Textual's own key (ctrl+q) as by ours."""
        self.do_quit()

    def action_help_quit(self) -> None:
        """Say how a review ends to those who press ctrl+c; Textual's own note would lie over the text."""
        key, _ = self.hint("quit")
        self.say(f"{key or 'the command quit'} ends the review; everything is already saved")

    def _ended(self, number: int) -> None:
        """End by a signal, with the place kept and the terminal as it was before."""
        self.keep()
        self.exit(128 + number)

    def do_cancel(self) -> None:
        """Leave what is open."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def do_redraw(self) -> None:
        """Draw the screen anew."""
        self.refresh(repaint=True, layout=True)
        self.say("drawn anew")

    def do_save(self) -> None:
        """Say that nothing is unsaved."""
        self.say("already saved: every decision is, when it is made")

    def do_lock(self) -> None:
        """Close every mask."""
        self.session.conceal()
        if (below := self.lowest) is not None:
            below.tick()
        self.say("everything is masked")

    def do_suspend(self) -> None:
        """Go to the shell, with every mask closed."""
        self.do_lock()
        self.action_suspend_process()

    def do_theme(self) -> None:
        """Go to the next theme."""
        names = [theme.name for theme in themes.themes()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else themes.DARK
        self.say(f"theme {self.theme}")
        self.moved()

    def do_palette(self) -> None:
        """Find a command by its name."""
        from redaction_audit.tui.screens.help import Palette

        self.push_screen(Palette(), self._picked)

    async def _picked(self, picked: Command | Line | None) -> None:
        if isinstance(picked, Line):
            self._do_line(picked)
        elif picked is not None:
            await self.run_command(picked)

    def _do_line(self, line: Line) -> None:
        """Do what was typed in words: use a filter by its name, or give the one in force a name."""
        if line.does == "use":
            if isinstance(below := self.lowest, FindingScreen):
                below.filtered(f"@{line.name}")
            else:
                self.say(f"{self.session.set_filter(f'@{line.name}'):,} findings")
            return
        outcome = self.session.name_filter(line.name)
        kept = f"saved: this filter is called @{line.name}" if self.session.filter.text else f"@{line.name} is gone"
        self.say(kept if outcome.saved else outcome.why or "")

    def do_help(self) -> None:
        """Show keys, signs and filters."""
        from redaction_audit.tui.screens.help import Help

        self.push_screen(Help())


def _known(name: object, among: Mapping[str, object], otherwise: str) -> str:
    return name if isinstance(name, str) and name in among else otherwise


def run(session: ReviewSession, look: Look, resumed: Resumed | None = None, tips: Path | None = None) -> int:
    """Open the workbench; return the exit code. Raises UsageError for a file of keys that cannot be used.

    Where the file `tips` is not there yet, the first steps are shown, and it is made.
    """
    keys = keymap.load(keymap.place(), registry())
    term = os.environ.get("TERM", "")
    if not look.ascii_only and themes.of_terminal(term):
        look = Look(look.color, ascii_only=True, mouse=look.mouse)
    app = AuditApp(session, look, keys=keys, resumed=resumed, tips=tips)
    code = app.run(mouse=look.mouse)
    return (app.return_code or 0) if code is None else code
