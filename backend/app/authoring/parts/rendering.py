"""A request of a draft rendered by itself, with as much work to spend as a turn has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.engine import LIMITS, values
from app.engine.document import Request
from app.engine.http import HttpRequest, unfit_detail
from app.engine.requests import compile_request
from app.engine.tables import Recorder
from app.engine.variables import Scopes
from app.engine.work import TooMuchWork
from app.kit import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """As it would be sent, None where it is none (`detail` says why), and the problems of rendering it."""

    request: HttpRequest | None
    problems: tuple[str, ...]
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])


class _Metered(Recorder):
    __slots__ = ("_left",)

    def __init__(self) -> None:
        super().__init__()
        self._left = LIMITS.work

    def spend(self, units: int) -> None:
        self._left -= units
        if self._left < 0:
            raise TooMuchWork


def render(request: Mapping[str, Any], variables: Mapping[str, Any]) -> Rendered:
    """A request as it stands in a document, for a thread. `variables`: paths or scopes."""
    probe = _Metered()
    view = Scopes(values.clean(scopes_of(variables)), now=clock.now())
    made, detail = None, dict[str, Any]()
    try:
        rendered = compile_request(Request.model_validate(request)).render(view, probe)
    except TooMuchWork:
        probe.problem("flow:too_much_work")
    else:
        if isinstance(rendered, HttpRequest):
            made = rendered
        else:
            detail = unfit_detail(rendered)
            probe.problem("http:invalid")
    return Rendered(request=made, problems=tuple(dict.fromkeys(probe.problems)), detail=detail)


def scopes_of(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Scopes as objects, from `{"session": {"item": 1}}` and `{"session.item": 1}` alike."""
    scopes: dict[str, Any] = {}
    for name, value in variables.items():
        *above, last = name.split(".")
        place = scopes
        for segment in above:
            inner = place.get(segment)
            if not isinstance(inner, dict):
                inner = place[segment] = {}
            place = inner
        known = place.get(last)
        place[last] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return scopes
