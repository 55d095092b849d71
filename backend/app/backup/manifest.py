"""What an archive says of itself: at its head what is needed to read it, at its end what must have come."""

from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .container import Reader, Writer
from .faults import Broken, Newer

FORMAT: Final = 1
HEAD: Final = "dbcv-backup.json"
KEYS: Final = "keys.json"
MANIFEST: Final = "manifest.json"
_MOST: Final = 1024 * 1024  # bytes of any of them

type Name = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]{0,62}$")]
type Count = Annotated[int, Field(ge=0, lt=2**63)]
type Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    """Strict in what it has; what a later DBCV adds without a new format is passed over."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)


class Head(_Part):
    """`tables`: columns by table, in the order in which they can be filled. `revision`: of the schema."""

    format: int
    product: Annotated[str, Field(max_length=50)]
    revision: Name
    made_at: Annotated[datetime, Field(strict=False)]
    tables: Annotated[
        dict[Name, Annotated[list[Name], Field(min_length=1, max_length=200)]], Field(max_length=500)
    ]
    has_files: bool
    has_keys: bool


class TableKept(_Part):
    """`sha256`: of the rows as PostgreSQL writes them."""

    rows: Count
    bytes: Count
    sha256: Digest


class FilesKept(_Part):
    """`left_out`: rows whose bytes were not in the store, or not as they had been uploaded."""

    count: Count = 0
    bytes: Count = 0
    left_out: Count = 0


class KeysKept(_Part):
    """Newest first. Written as little as possible: they open everything."""

    secret_box_keys: Annotated[list[str], Field(max_length=100)]
    jwt_secret: Annotated[str, Field(max_length=10_000)] | None = None

    @property
    def digest(self) -> str:
        """A key that has changed by a bit is another key, and nobody would know."""
        return sha256("\n".join((*self.secret_box_keys, self.jwt_secret or "")).encode()).hexdigest()


class Manifest(_Part):
    """`sequences`: the last number given, by table and column. `keys`: their digest; older ones have none."""

    tables: dict[Name, TableKept]
    sequences: dict[Name, dict[Name, Count]]
    files: FilesKept
    keys: Digest | None = None

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def write_part(writer: Writer, name: str, part: _Part) -> None:
    writer.add(name, part.model_dump_json(indent=1).encode())


def read_head(reader: Reader) -> Head:
    """Broken where this is no backup at all, Newer where it has another form."""
    if reader.member is None or reader.member.name != HEAD:
        raise Broken("it does not begin like one")
    body = reader.body(HEAD, _MOST)
    told = _parsed(_Form, body)
    if told.format > FORMAT:
        raise Newer(told.product)
    return _parsed(Head, body)


def read_part[Part: _Part](reader: Reader, name: str, kind: type[Part]) -> Part:
    return _parsed(kind, reader.body(name, _MOST))


class _Form(_Part):
    format: Annotated[int, Field(ge=1)]
    product: Annotated[str, Field(max_length=50, pattern=r"^[\w.+-]*$")]


def _parsed[Part: _Part](kind: type[Part], body: bytes) -> Part:
    try:
        return kind.model_validate_json(body)
    except ValidationError:
        raise Broken("what it says of itself can't be read") from None
