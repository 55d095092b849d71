"""What an author is told of code that failed: in words, with the line."""

from typing import Any

FILE = "<code>"
_LONGEST = 500
_LONGEST_LINE = 200


class Expired(BaseException):
    """The call has had its time. No Exception, so that ordinary `except` lets it through."""


class NoMain(Exception):
    """The source has no function to run."""


def complaint(error: BaseException, source: str) -> dict[str, Any]:
    """{type, message, line, source}: the last two None where no line of the author's is to blame."""
    line = _line(error)
    return {
        "type": _cut(_name_of(type(error)), 100),
        "message": _cut(_words(error), _LONGEST),
        "line": line,
        "source": _source(source, line),
    }


def syntax_complaint(error: BaseException, source: str) -> dict[str, Any]:
    """Of what cannot be compiled."""
    message = error.msg if isinstance(error, SyntaxError) else _words(error)
    line = error.lineno if isinstance(error, SyntaxError) else None
    return {
        "type": type(error).__name__,
        "message": _cut(str(message), _LONGEST),
        "line": line,
        "source": _source(source, line),
    }


_name_of = type.__dict__["__name__"].__get__  # a metaclass of the author's is not asked


def _words(error: BaseException) -> str:
    """The author's own exceptions have an author's own words, which may fail in turn."""
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - whatever an author's __str__ does, the error itself is told
        return ""
    return words if type(words) is str else str.__str__(words)


def _line(error: BaseException) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return error.lineno
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _source(source: str, line: int | None) -> str | None:
    lines = source.splitlines()
    if line is None or not 1 <= line <= len(lines):
        return None
    return _cut(lines[line - 1].strip(), _LONGEST_LINE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
