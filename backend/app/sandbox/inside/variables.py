"""`variables` as code sees them: a dict that remembers which keys were assigned (flow-language.md 6)."""

from typing import Any


class Variables(dict[str, Any]):
    """A key that was taken out again is not written."""

    __slots__ = ("_names",)

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__(given)
        self._names: dict[Any, None] = {}

    def assigned(self, scopes: frozenset[str]) -> dict[str, Any]:
        """What may be written of what was assigned."""
        found: dict[str, Any] = {}
        for name in self._names:
            if isinstance(name, str) and dict.__contains__(self, name):
                text = str.__str__(name)
                scope, _, key = str.partition(text, ".")
                if key and scope in scopes:
                    found[text] = dict.__getitem__(self, name)
        return found

    def __setitem__(self, name: Any, value: Any) -> None:
        super().__setitem__(name, value)
        self._names[name] = None

    def __ior__(self, others: Any) -> "Variables":
        self.update(others)
        return self

    def update(self, *others: Any, **named: Any) -> None:
        new = dict(*others, **named)
        super().update(new)
        self._names.update(dict.fromkeys(new))

    def setdefault(self, name: Any, default: Any = None) -> Any:
        if name not in self:
            self[name] = default
        return self[name]
