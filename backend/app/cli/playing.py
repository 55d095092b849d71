"""A conversation in the terminal: what was said, what is shown, what can be looked at."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.engine import Incoming, SendMessage
from app.engine.simulation import Played, Player
from app.engine.text import to_text

type Clock = Callable[[], datetime]


class Playing:
    """`clock` None: time stands still until `wait` moves it."""

    def __init__(self, begin: Callable[[], Player], clock: Clock | None) -> None:
        self._begin = begin
        self._clock = clock
        self._skipped = timedelta()
        self._said = 0
        self.player = begin()
        self.played: list[Played] = []
        self.buttons: list[dict[str, str]] = []

    def start(self) -> None:
        self._tick()
        self._show(self.player.start())

    def restart(self) -> None:
        """From nothing: every variable is as at the very beginning."""
        self.player = self._begin()
        self.played = []
        self.start()

    def say(self, line: str) -> None:
        """A number presses a button of the last message; a space before it makes it a text."""
        self._said += 1
        message_id = f"message-{self._said}"
        value = self._pressed(line) if line.isdecimal() else None
        if value is None:
            message = Incoming(id=message_id, text=line.removeprefix(" "))
        else:
            message = Incoming(id=message_id, text=value, button=value)
        self._show(self.player.say(message))

    def _pressed(self, number: str) -> str | None:
        """The value of the button that shows just this number, else of the one at this place."""
        shown = next((button for button in self.buttons if button["text"] == number), None)
        if shown is None and 1 <= int(number) <= len(self.buttons):
            shown = self.buttons[int(number) - 1]
        return None if shown is None else shown["value"]

    def wait(self, seconds: float) -> None:
        self._skipped += timedelta(seconds=seconds)
        self._show(self.player.wait(seconds))

    def catch_up(self) -> None:
        """Fires the timers that are due by now."""
        if self._clock is not None:
            self._show(self.player.wait_until(self._clock() + self._skipped))

    def seconds_to_timer(self) -> float | None:
        """How long until one is due; None: not by itself."""
        due = self.player.next_timer
        if due is None or self._clock is None:
            return None
        return max(0.0, (due - self._skipped - self._clock()).total_seconds())

    def _tick(self) -> None:
        if self._clock is not None:
            self.player.now = self._clock() + self._skipped

    def _show(self, played: Played) -> None:
        if played.traces:
            self.played.append(played)
        for message in played.sent:
            self._show_message(message)
        if played.cut_short:
            print("(timers fire without end here: the waiting was cut short)")
        if played.traces and self.player.session.finished:
            print("(the conversation has ended)")

    def _show_message(self, message: SendMessage) -> None:
        if message.text:
            print(message.text)
        for attachment in message.attachments:
            print(f"  <{attachment.get('type')}: {attachment.get('name') or attachment.get('url')}>")
        if message.widget is not None:
            print(f"  <{message.widget.get('type')}: {to_text(message.widget.get('props'))}>")
        for number, button in enumerate(message.buttons, start=1):
            print(f"  [{number}] {button['text']}")
        self.buttons = message.buttons
