"""A document taken apart into the rows of a draft, and put together again.

Every key of the document has one place: a column, `settings` of a group, or `head` of the bot.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

type Row = dict[str, Any]
type Document = dict[str, Any]

PARTS = ("groups", "templates", "notes", "requests", "steps")
GROUP_COLUMNS = {
    "id": "key",
    "type": "type",
    "on": "event",
    "priority": "priority",
    "set": "set",
}
CONNECTION_COLUMNS = {
    "id": "key",
    "name": "name",
    "priority": "priority",
    "rules": "rules",
    "filters": "filters",
    "set": "set",
    "to": "to_key",
}
STEP_COLUMNS = {
    "id": "key",
    "name": "name",
    "position": "position",
    "note": "note",
    "message": "message",
    "preset": "preset",
}


@dataclass(slots=True)
class Rows:
    """Rows by table, with `step` and `group` naming their owners by key."""

    head: Document = field(default_factory=dict[str, Any])
    step: list[Row] = field(default_factory=list[Row])
    widget: list[Row] = field(default_factory=list[Row])
    template_instance: list[Row] = field(default_factory=list[Row])
    connection_group: list[Row] = field(default_factory=list[Row])
    connection: list[Row] = field(default_factory=list[Row])
    request: list[Row] = field(default_factory=list[Row])
    note: list[Row] = field(default_factory=list[Row])
    bundled_template: list[Row] = field(default_factory=list[Row])


def take_apart(document: Document) -> Rows:
    """The rows of a canonical document, every group and connection with its id."""
    rows = Rows(head={key: value for key, value in document.items() if key not in PARTS})
    for collection in PARTS:
        for ordinal, part in enumerate(document.get(collection, ())):
            take_part(rows, collection, part, ordinal)
    return rows


def take_part(rows: Rows, collection: str, part: Document, ordinal: int) -> None:
    """Add the rows of one part that stands at `ordinal` of its list."""
    _TAKEN[collection](rows, part, ordinal)


def _take_request(rows: Rows, request: Document, ordinal: int) -> None:
    settings = {key: value for key, value in request.items() if key != "id"}
    rows.request.append({"key": request["id"], "ordinal": ordinal, "settings": settings})


def _take_note(rows: Rows, note: Document, ordinal: int) -> None:
    given = {"text": note.get("text", ""), "position": note.get("position"), "color": note.get("color")}
    rows.note.append({"key": note["id"], "ordinal": ordinal, **given})


def _take_template(rows: Rows, template: Document, ordinal: int) -> None:
    place = {"key": template["id"], "version": template["version"], "ordinal": ordinal}
    rows.bundled_template.append({**place, "document": template})


def _take_step(rows: Rows, step: Document, ordinal: int) -> None:
    row = {column: step.get(key) for key, column in STEP_COLUMNS.items()}
    key = step["id"]
    message = step.get("message")
    if message and message.get("widget"):
        row["message"] = {part: value for part, value in message.items() if part != "widget"}
        widget = message["widget"]
        rows.widget.append({"step": key, "type": widget["type"], "props": widget.get("props", {})})
    rows.step.append({**row, "ordinal": ordinal, "proxy": step.get("proxy", False)})
    if instance := step.get("template"):
        rows.template_instance.append(
            {
                "step": key,
                "template_key": instance["id"],
                "template_version": instance["version"],
                "inputs": instance.get("inputs"),
                "outputs": instance.get("outputs"),
            }
        )
    for place, group in enumerate(step.get("groups", ())):
        _take_group(rows, group, key, place)


def _take_group(rows: Rows, group: Document, step: str | None, ordinal: int) -> None:
    row = {column: group.get(key) for key, column in GROUP_COLUMNS.items()}
    settings = {
        key: value for key, value in group.items() if key not in GROUP_COLUMNS and key != "connections"
    }
    row["type"] = row["type"] or "message"
    rows.connection_group.append({**row, "step": step, "ordinal": ordinal, "settings": settings or None})
    for place, connection in enumerate(group.get("connections", ())):
        columns = {column: connection.get(key) for key, column in CONNECTION_COLUMNS.items()}
        rows.connection.append({**columns, "group": group["id"], "ordinal": place})


_TAKEN: Mapping[str, Callable[[Rows, Document, int], None]] = {
    "groups": lambda rows, group, ordinal: _take_group(rows, group, None, ordinal),
    "templates": _take_template,
    "notes": _take_note,
    "requests": _take_request,
    "steps": _take_step,
}


def put_together(rows: Rows) -> Document:
    """Inverse of `take_apart`; rows of each table in order of `ordinal`."""
    connections: dict[str, list[Document]] = {}
    for row in rows.connection:
        connections.setdefault(row["group"], []).append(_given(row, CONNECTION_COLUMNS))
    groups: dict[str | None, list[Document]] = {}
    for row in rows.connection_group:
        group = {**_given(row, GROUP_COLUMNS), **(row["settings"] or {})}
        if found := connections.get(row["key"]):
            group["connections"] = found
        groups.setdefault(row["step"], []).append(group)
    widgets = {row["step"]: {"type": row["type"], "props": row["props"]} for row in rows.widget}
    instances = {row["step"]: _instance(row) for row in rows.template_instance}
    document = {
        **rows.head,
        "groups": groups.get(None, []),
        "templates": [row["document"] for row in rows.bundled_template],
        "notes": [_note(row) for row in rows.note],
        "requests": [{"id": row["key"], **row["settings"]} for row in rows.request],
        "steps": [_step(row, groups, widgets, instances) for row in rows.step],
    }
    return {key: value for key, value in document.items() if key not in PARTS or value}


def _given(row: Row, columns: dict[str, str]) -> Document:
    return {key: row[column] for key, column in columns.items() if row[column] is not None}


def _step(
    row: Row,
    groups: dict[str | None, list[Document]],
    widgets: dict[str, Document],
    instances: dict[str, Document],
) -> Document:
    step = _given(row, STEP_COLUMNS)
    key = row["key"]
    if row["proxy"]:
        step["proxy"] = True
    if key in widgets:
        step["message"] = {**(row["message"] or {}), "widget": widgets[key]}
    if key in instances:
        step["template"] = instances[key]
    if key in groups:
        step["groups"] = groups[key]
    return step


def _instance(row: Row) -> Document:
    instance = {"id": row["template_key"], "version": row["template_version"]}
    given = {name: row[name] for name in ("inputs", "outputs") if row[name] is not None}
    return {**instance, **given}


def _note(row: Row) -> Document:
    note = {"id": row["key"], "text": row["text"]}
    return {**note, **{name: row[name] for name in ("position", "color") if row[name] is not None}}
