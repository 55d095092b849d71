"""A whole bot in few words: one line a step."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ..lessons import unknown_name
from .places import Json

LINES = 200  # steps a page
_TITLE = 28  # characters

READ_ME = (
    "A line: id “title” (proxy: passes on by itself) -> where its groups lead, in order; (timeout 60s), "
    "(request price) … say what a group waits for or does; `?` is a way that leads nowhere yet; no arrow: "
    "the conversation ends there; ! codes of its faults."
)


def outline(document: Json, issues: Iterable[Mapping[str, Any]], after: str | None = None) -> dict[str, Any]:
    """`next_after`: ask again with it for the steps behind; null on the last page."""
    faults = _faults(issues)
    steps = document.get("steps", [])
    ids = [step["id"] for step in steps]
    if after is not None and after not in ids:
        raise unknown_name("change:no_such_part", f"There is no step “{after[:80]}”.", after, ids)
    begin = 0 if after is None else ids.index(after) + 1
    shown = steps[begin : begin + LINES]
    told: dict[str, Any] = {
        "first_step": document.get("first_step"),
        "steps": [line_of(step, faults.get(step["id"], ())) for step in shown],
        "next_after": shown[-1]["id"] if begin + LINES < len(steps) else None,
    }
    if document.get("groups"):
        told["bot_groups"] = _ways(document["groups"])
    for name in ("requests", "templates"):
        if document.get(name):
            told[name] = [part["id"] for part in document[name]]
    if document.get("tests"):
        told["tests"] = len(document["tests"])
    if faults.get(""):
        told["faults_of_bot"] = list(faults[""])
    return told


def line_of(step: Json, faults: Iterable[str] = ()) -> str:
    """`ask “Which size?” -> paid, (timeout 60s) bye ! flow:no_else`"""
    title = step.get("name") or ""
    words = [step["id"]]
    if title and title.casefold() != step["id"].casefold():
        words.append(f"“{title if len(title) <= _TITLE else title[: _TITLE - 1] + '…'}”")
    words += _nature(step)
    if step.get("groups"):
        words.append(f"-> {_ways(step['groups'])}")
    codes = list(dict.fromkeys(faults))
    return " ".join([*words, *(["!", *codes] if codes else [])])


def _nature(step: Json) -> list[str]:
    if step.get("template"):
        return [f"(template {step['template'].get('id')})"]
    return ["(proxy)"] if step.get("proxy") else []


def _ways(groups: Iterable[Json]) -> str:
    return "; ".join(_group(group) for group in groups)


def _group(group: Json) -> str:
    targets = list(dict.fromkeys(one.get("to") or "?" for one in group.get("connections", ())))
    return " ".join([*_work(group), ", ".join(targets) or "-"])


def _work(group: Json) -> list[str]:
    if group.get("on") == "timeout":
        return [f"(timeout {group.get('after')}s)"]
    kind = group.get("type", "message")
    named = {"response": group.get("request"), "integration": group.get("integration"), "code": ""}
    words = {"response": "request"}
    return [] if kind == "message" else [f"({words.get(kind, kind)} {named.get(kind) or ''}".rstrip() + ")"]


def _faults(issues: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for issue in issues:
        found[issue.get("step") or ""].append(issue["code"])
    return found
