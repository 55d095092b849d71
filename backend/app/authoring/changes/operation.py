"""One operation on a draft: what `/changes` takes, what history keeps, what a fix holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

type Path = tuple[str | int, ...]
type Op = Literal["add", "set", "remove", "move", "order"]


class _Last:
    """Where nothing else is said, a part comes last."""

    def __repr__(self) -> str:
        return "LAST"


LAST: Final = _Last()
type After = str | _Last | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`path` names parts by their ids: ("steps", "hello", "message", "text").

    `after`: the part it comes behind, None for the first place; of a key that is set anew, the key. `to`: the
    list a part moves into.
    """

    op: Op
    path: Path
    value: Any = None
    after: After = LAST
    to: Path | None = None
    operation_id: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The form `/changes` takes."""
        shown: dict[str, Any] = {"op": self.op, "path": written(self.path)}
        if self.op in {"add", "set", "order"}:
            shown["value"] = self.value
        if self.after is not LAST:
            shown["after"] = self.after
        if self.to is not None:
            shown["to"] = written(self.to)
        return shown


def from_json(stored: dict[str, Any]) -> Operation:
    """Inverse of `as_json`."""
    to = stored.get("to")
    return Operation(
        op=stored["op"],
        path=segments(stored["path"]),
        value=stored.get("value"),
        after=stored.get("after", LAST),
        to=None if to is None else segments(to),
    )


def segments(path: str | Sequence[str | int]) -> Path:
    """A dotted path, or one given as a list, as its segments."""
    return tuple(path.split(".")) if isinstance(path, str) else tuple(path)


def dotted(path: Path) -> str:
    return ".".join(map(str, path))


def written(path: Path) -> str | list[str]:
    """As `/changes` takes it: dotted, or a list of segments where one has a dot in it or is empty."""
    texts = [str(one) for one in path]
    return texts if any("." in one or not one for one in texts) else ".".join(texts)
