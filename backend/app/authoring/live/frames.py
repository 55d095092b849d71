"""Frames of a socket on a bot: what a person may say, and turns as they are told."""

import re
from typing import Any

import msgspec
import orjson

from app.engine.document.part import ID_PATTERN
from app.engine.trace import shaped
from app.kit.errors import InvalidInput

LONGEST = 4096  # characters
_step_id = re.compile(ID_PATTERN)


def read_frame(message: Any) -> tuple[str, str | None]:
    """Its type and its step; InvalidInput `socket:…`."""
    source = message.get("text") or ""
    if len(source) > LONGEST:
        raise InvalidInput("socket:too_long", "A frame here has at most 4,096 characters.")
    try:
        frame: Any = orjson.loads(source)
    except orjson.JSONDecodeError:
        frame = None
    if not isinstance(frame, dict):
        raise InvalidInput("socket:invalid_frame", "A frame is a JSON object.")
    step = frame.get("step")
    if step is not None and not (isinstance(step, str) and _step_id.fullmatch(step)):
        raise InvalidInput("socket:invalid_frame", "step is the id of a step, or null.")
    return str(frame.get("type")), step


def turn_frames(payload: bytes) -> list[dict[str, Any]]:
    """One drain of a session as frames: each trace, what it printed and met, the variables after it."""
    turn = msgspec.json.decode(payload)
    head = {name: turn[name] for name in ("session_id", "channel_id", "person_id", "at")}
    frames: list[dict[str, Any]] = []
    for packed in turn["traces"]:
        trace = shaped(packed)
        frames.append({"type": "trace", **head, "version": turn["version"], "trace": trace})
        frames += [
            {"type": "log", **head, "entry": entry}
            for entry in trace["entries"]
            if entry["kind"] in {"print", "problem"}
        ]
    after = {name: turn[name] for name in ("step", "finished", "variables")}
    frames.append({"type": "variables", **head, **after})
    return frames
