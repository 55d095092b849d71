"""Steps in columns, by how far they are from the first one; those of a column ordered by what leads to
them."""

from collections.abc import Mapping, Sequence
from typing import Any

from .places import Json
from .ways import all_ways

COLUMN, ROW = 320, 200

type Graph = Mapping[str, Sequence[str]]


def arranged(document: Json) -> dict[str, dict[str, int]]:
    """A position for every step, by its id."""
    ids = [step["id"] for step in document.get("steps", ())]
    onward = _onward(document, ids)
    columns = _columns(_depths(_roots(document, ids), onward), ids)
    return {
        step: {"x": COLUMN * column, "y": ROW * row}
        for column, steps in enumerate(_ordered(columns, onward))
        for row, step in enumerate(steps)
    }


def moves(document: Json) -> list[dict[str, Any]]:
    """Operations that bring every step to its place, for those that are elsewhere."""
    where = {step["id"]: step.get("position") for step in document.get("steps", ())}
    return [
        {"op": "set", "path": ["steps", step, "position"], "value": position}
        for step, position in arranged(document).items()
        if where[step] != position
    ]


def _onward(document: Json, ids: list[str]) -> Graph:
    found: dict[str, dict[str, None]] = {step: {} for step in ids}
    for way in all_ways(document):
        if way.step in found and way.to in found and way.to != way.step:
            found[way.step][way.to] = None
    return {step: tuple(targets) for step, targets in found.items()}


def _roots(document: Json, ids: list[str]) -> list[str]:
    """The first step, what the bot's own groups lead to, then whatever nothing leads to."""
    named = [str(document.get("first_step")), *(way.to for way in all_ways(document) if way.step is None)]
    return [step for step in dict.fromkeys([*named, *ids]) if step in ids]


def _depths(roots: list[str], onward: Graph) -> dict[str, int]:
    """Steps from a root, the shortest way; later roots only for what was not met."""
    depths: dict[str, int] = {}
    for root in roots:
        if root in depths:
            continue
        depths[root] = 0
        edge = [root]
        while edge:
            edge = [_enter(depths, step, to) for step in edge for to in onward[step] if to not in depths]
    return depths


def _enter(depths: dict[str, int], step: str, to: str) -> str:
    depths[to] = depths[step] + 1
    return to


def _columns(depths: Mapping[str, int], ids: list[str]) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    for step in ids:
        columns[depths[step]].append(step)
    return columns


def _ordered(columns: list[list[str]], onward: Graph) -> list[list[str]]:
    """Each column by the mean row of the steps that lead into it."""
    rows: dict[str, list[int]] = {}
    ordered: list[list[str]] = []
    for column in columns:
        places = {step: row for row, step in enumerate(column)}
        column_now = sorted(column, key=lambda step: (_mean(rows.get(step)), places[step]))
        for row, step in enumerate(column_now):
            for to in onward[step]:
                rows.setdefault(to, []).append(row)
        ordered.append(column_now)
    return ordered


def _mean(rows: list[int] | None) -> float:
    return sum(rows) / len(rows) if rows else 0.0
