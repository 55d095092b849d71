"""Errors that teach: what was wrong, where, what would be right.

Whatever an assistant can do something about is a `Taught`; all else is a fault of ours and says nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import ValidationError

from .english import english
from .issues import issue_of
from .samples import ADVICE, sample_of
from .values import is_object

MOST_FIELDS = 10
_LONGEST_FOUND = 120
_KNOWN = {"path", "found", "allowed", "nearest", "fields", "issues"}
_FORM = (
    "api:invalid",
    "change:",
    "document:",
    "preset:",
    "simulation:",
    "tool:",
)  # what an example helps with
# The arms of a union a value was tried against: nobody wrote these.
_ARMS = ("function-", "is-instance[", "json-or-python[", "lax-or-strict[", "constrained-", "list[", "union[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """`code` is stable; `path` is in what was sent; `example` is a minimal right one; `next`: what to do."""

    code: str
    message: str
    path: str | None = None
    found: Any = None
    allowed: tuple[Any, ...] = ()
    nearest: Any = None
    fields: tuple[Mapping[str, Any], ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    next: str | None = None
    example: Any = None

    def as_json(self) -> dict[str, Any]:
        """Only what there is to say."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        told["allowed"], told["fields"] = list(self.allowed), list(self.fields)
        details = told.pop("details")
        return {
            "error": {key: value for key, value in (told | details).items() if value not in (None, [], "")}
        }


class Taught(ToolError):
    """A refusal with its lesson."""

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(f"{lesson.code}: {lesson.message}")
        self.lesson = lesson

    def with_example(self, example: Any) -> Lesson:
        """The lesson, with this example where it is about how something was said and has none of its own."""
        lesson = self.lesson
        is_form = lesson.code.startswith(_FORM) and lesson.example is None
        is_said = lesson.code.startswith("change:") and lesson.allowed  # what is right is there already
        return replace(lesson, example=example) if is_form and not is_said else lesson


def refused_by_api(body: object, status: int) -> Taught:
    """From what the REST API answers: `{"error": {code, message, details}}`."""
    error = body.get("error") if is_object(body) else None
    if not is_object(error):
        message = f"DBCV answered {status} without an explanation."
        return Taught(Lesson(code="api:unexpected", message=message))
    details = english(error.get("details") or {})
    code, fields = str(error.get("code")), _fields(details)
    advice = ADVICE.get(f"{code} {details.get('scope')}") or ADVICE.get(code, "")
    only = fields[0] if len(fields) == 1 else {}
    return Taught(
        Lesson(
            code=code,
            message=" ".join(str(one["message"]) for one in (error, only) if one.get("message")),
            path=only.get("path") or details.get("path"),
            found=only.get("found") or details.get("found"),
            allowed=tuple(only.get("allowed") or details.get("allowed") or ()),
            nearest=only.get("nearest") or details.get("nearest"),
            fields=() if only else fields,
            details=_rest(details),
            next=advice.format(scope=details.get("scope")) if advice else None,
            example=sample_of(code, fields),
        )
    )


def wrong_arguments(tool: str, fault: ValidationError) -> Taught:
    """From arguments that don't fit a tool."""
    fields = tuple(_argument(one) for one in fault.errors(include_url=False)[:MOST_FIELDS])
    first = fields[0]
    return Taught(
        Lesson(
            code="tool:bad_arguments",
            message=f"{tool} can't be called with these arguments: {first['path']}: {first['message']}",
            path=first["path"],
            found=first.get("found"),
            fields=fields if len(fields) > 1 else (),
        )
    )


def unknown_name(code: str, message: str, found: str, known: Iterable[str]) -> Taught:
    """Something was named that is not there."""
    allowed = tuple(known)
    near = nearest(found, allowed)
    hint = f" Did you mean “{near}”?" if near else ""
    shown = allowed if len(allowed) <= 60 else ()
    return Taught(Lesson(code=code, message=message + hint, found=found[:80], allowed=shown, nearest=near))


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The known name it most likely was meant to be."""
    by_form = {name.lower(): name for name in known}
    near = get_close_matches(found[:80].lower(), by_form, n=1, cutoff=0.6)
    return by_form[near[0]] if near else None


def _fields(details: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    fields = details.get("fields") or ()
    return tuple(
        {**one, "path": str(one.get("path", "")).removeprefix("body.")} for one in fields[:MOST_FIELDS]
    )


def _rest(details: Mapping[str, Any]) -> dict[str, Any]:
    """What else there is to know; issues as `check` tells them."""
    rest = {key: value for key, value in details.items() if key not in _KNOWN}
    issues = [issue_of(one) for one in details.get("issues") or ()]
    return rest | ({"issues": issues[:MOST_FIELDS]} if issues else {})


def _argument(error: Mapping[str, Any]) -> dict[str, Any]:
    way = [str(word) for word in error["loc"] if not str(word).startswith(_ARMS)]
    told: dict[str, Any] = {"path": ".".join(way), "message": error["msg"]}
    if error["type"] != "missing":
        told["found"] = _short(error["input"])
    return told


def _short(found: Any) -> str:
    text = repr(found)
    return text if len(text) <= _LONGEST_FOUND else f"{text[:_LONGEST_FOUND]}…"
