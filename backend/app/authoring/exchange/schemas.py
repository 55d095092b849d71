"""Differences over HTTP."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.engine.difference import How, Kind, PartChange

from ..schemas import IssueRead


class FieldChangeRead(BaseModel):
    """`path` names parts by their ids, as in `/changes`; `#order` at its end: a new order of a list."""

    path: str
    before: Any
    after: Any


class PartChangeRead(BaseModel):
    """`id` is empty for the bot itself, `id@version` for a bundled template. `after`: where a part that is
    new or `moved` stands now, null for the first place. Without `fields`: the whole of it."""

    kind: Kind
    id: str
    name: str
    how: How
    moved: bool
    after: str | None
    fields: list[FieldChangeRead]

    @classmethod
    def of(cls, change: PartChange) -> "PartChangeRead":
        return cls(
            kind=change.kind,
            id=change.id,
            name=change.name,
            how=change.how,
            moved=change.moved,
            after=change.after,
            fields=[
                FieldChangeRead(path=".".join(map(str, one.path)), before=one.before, after=one.after)
                for one in change.fields
            ],
        )


class Counts(BaseModel):
    """How many parts of which change."""

    added: int
    removed: int
    changed: int
    moved: int

    @classmethod
    def of(cls, changes: Iterable[PartChange]) -> "Counts":
        hows = [change.how for change in changes]
        return cls(**{how: hows.count(how) for how in ("added", "removed", "changed", "moved")})


class Difference(BaseModel):
    counts: Counts
    changes: list[PartChangeRead]

    @classmethod
    def of(cls, changes: tuple[PartChange, ...]) -> "Difference":
        return cls(counts=Counts.of(changes), changes=[PartChangeRead.of(one) for one in changes])


class VersionsDifference(Difference):
    """What `to` says otherwise than `from`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "from": "1",
                    "to": "draft",
                    "counts": {"added": 0, "removed": 0, "changed": 1, "moved": 0},
                    "changes": [
                        {
                            "kind": "step",
                            "id": "hello",
                            "name": "Hello",
                            "how": "changed",
                            "moved": False,
                            "after": None,
                            "fields": [
                                {"path": "steps.hello.message.text", "before": "Hi", "after": "Hello"}
                            ],
                        }
                    ],
                }
            ]
        }
    )

    before: str = Field(serialization_alias="from")
    after: str = Field(serialization_alias="to")


class ImportPreview(BaseModel):
    """What an import would change, and what `inspect` would find then. Nothing was written."""

    preview: Literal[True] = True
    revision: int | None
    difference: Difference
    issues: list[IssueRead]
