"""Steps of a bot made to speak of `template.*` where they spoke of the bot's and the session's variables."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

type Json = dict[str, Any]
type Names = Mapping[str, str]  # session.city → city: the variable outside by its name inside

OUTER = ("session", "bot")
# What is there without anybody writing it, and nobody can write.
GIVEN = frozenset({"bot.id", "bot.name", "session.id"})
_SEGMENT = r"[^\s.|{}$']+"
_PLACEHOLDER = re.compile(rf"(\{{\$\s*)((?:session|bot)\.{_SEGMENT})((?:\.{_SEGMENT})*\s*(?=\||\$\}}))")
_VARIABLE = re.compile(rf"((?:session|bot)\.{_SEGMENT})((?:\.{_SEGMENT})*)").fullmatch
_IN_CODE = re.compile(r"""(["'])((?:session|bot)\.[\w-]+)\1""")


def renamed(part: Any, names: Names) -> Any:
    """The same part of a document with every outer variable under its name inside."""
    return _Walk(lambda variable: "template." + names.get(variable, _plain(variable))).whole(part)


def read_in(part: Any) -> list[str]:
    """Outer variables a part reads or writes, by their top-level keys, each once, in order."""
    found: dict[str, None] = {}

    def take(variable: str) -> str:
        found[variable] = None
        return variable

    _Walk(take).whole(part)
    return [*found]


def written_in(steps: list[Json]) -> list[str]:
    """Outer variables that are written: by `set`, by the outputs of a template, by code."""
    found: dict[str, None] = {}
    for path in (path for step in steps for path in _written(step)):
        if (named := _VARIABLE(path)) and named[1] not in GIVEN:
            found[named[1]] = None
    return [*found]


def _written(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in cast("list[Any]", part):
            yield from _written(one)
    elif isinstance(part, dict):
        for key, value in cast("Json", part).items():
            if key == "set" and isinstance(value, list):
                yield from (one["variable"] for one in cast("list[Json]", value))
            elif key == "template":
                yield from cast("Json", value).get("outputs", {}).values()
            elif key == "code" and isinstance(value, str):
                yield from (named[2] for named in _IN_CODE.finditer(value))
            else:
                yield from _written(value)


def _plain(variable: str) -> str:
    scope, _, key = variable.partition(".")
    return f"{scope}_{key}" if variable in GIVEN else key


class _Walk:
    """Goes through a part; every variable that is named is put through `name`."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name

    def whole(self, part: Any) -> Any:
        if isinstance(part, str):
            return _PLACEHOLDER.sub(lambda found: found[1] + self._name(found[2]) + found[3], part)
        if isinstance(part, list):
            return [self.whole(one) for one in cast("list[Any]", part)]
        if isinstance(part, dict):
            return {key: self._member(key, value) for key, value in cast("Json", part).items()}
        return part

    def _member(self, key: str, value: Any) -> Any:
        if key in {"field", "variable"} and isinstance(value, str):
            return self._variable(value)
        if key == "template" and isinstance(value, dict) and "version" in value:
            outputs = cast("Json", value).get("outputs", {})
            named = {name: self._variable(path) for name, path in outputs.items()}
            return {**self.whole(value), **({"outputs": named} if named else {})}
        if key == "code" and isinstance(value, str):
            return _IN_CODE.sub(lambda found: found[1] + self._name(found[2]) + found[1], value)
        # What is passed on as it is has no placeholders (flow-language.md 3).
        return value if key in {"params", "note"} else self.whole(value)

    def _variable(self, path: str) -> str:
        named = _VARIABLE(path)
        return self._name(named[1]) + named[2] if named else path
