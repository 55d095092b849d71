"""What a turn asks to be done (imperative). The runtime performs them; the engine never does.

`id` is a UUIDv5 of (session, event, position), so a repeated turn repeats the same ids.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct

from .http import HttpRequest


class SendMessage(Struct, frozen=True, kw_only=True, tag_field="kind", tag="send_message"):
    """A message to the person; `text`, buttons and widget are rendered."""

    id: str
    text: str = ""
    buttons: list[dict[str, str]] = []
    attachments: list[Any] = []
    widget: dict[str, Any] | None = None
    params: dict[str, Any] = {}


class CallHttp(Struct, frozen=True, kw_only=True, tag_field="kind", tag="call_http"):
    """Answered by HttpAnswered; `deadline` is the seconds of waiting the turn has left."""

    id: str
    request: HttpRequest
    deadline: float


class RunCode(Struct, frozen=True, kw_only=True, tag_field="kind", tag="run_code"):
    """Answered by CodeReturned; `variables` is flat, one entry `scope.key` a top-level key.

    `position` is the command's in its turn: two groups of one turn do not throw the same dice. `deadline`:
    seconds of waiting that the turn has left.
    """

    id: str
    code: str
    message: dict[str, Any] | None
    variables: dict[str, Any]
    at: datetime
    random: float
    position: int = 0
    deadline: float = 60.0


class CallIntegration(Struct, frozen=True, kw_only=True, tag_field="kind", tag="call_integration"):
    """Answered by IntegrationAnswered; `credential` is a name, never a secret."""

    id: str
    integration: str
    config: dict[str, Any]
    credential: str | None
    deadline: float


class StartTimer(Struct, frozen=True, kw_only=True, tag_field="kind", tag="start_timer"):
    """Timers due at the same time fire in order of `order` (priority, position)."""

    id: str
    due_at: datetime
    order: tuple[int, int] = (0, 0)


class CancelTimer(Struct, frozen=True, kw_only=True, tag_field="kind", tag="cancel_timer"):
    """`id` is that of the StartTimer."""

    id: str


type Work = CallHttp | RunCode | CallIntegration
type Command = SendMessage | Work | StartTimer | CancelTimer
