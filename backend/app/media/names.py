"""Names of files: what a client called one, made safe to show, to store and to put into a header."""

import unicodedata
from urllib.parse import quote
from uuid import UUID

LONGEST = 200  # characters
NAMELESS = "file"
# Control, format (which reverses text), surrogate, private and unassigned; line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(given: str | None) -> str:
    """The last part of a path, without what can't be seen; `file` where nothing is left."""
    last = (given or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in _REFUSED)
    name = " ".join(visible.split()).strip(". ")
    return _shortened(name) or NAMELESS


def disposition(name: str, *, shown: bool) -> str:
    """A Content-Disposition with the name in both its forms (RFC 6266)."""
    kind = "inline" if shown else "attachment"
    plain = "".join(letter if _is_plain(letter) else "_" for letter in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def stored_name(workspace_id: UUID, sha256: bytes, file_id: UUID) -> str:
    """The name of its bytes in the store. Never used twice, so what removes old bytes can't meet new ones."""
    digest = sha256.hex()
    return f"{workspace_id}/{digest[:2]}/{digest}.{file_id.hex}"


def _shortened(name: str) -> str:
    """The ending stays: it tells a person what it is."""
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    kept = dot + ending if stem and len(ending) <= 10 else ""
    return name[: LONGEST - len(kept)] + kept


def _is_plain(letter: str) -> bool:
    return " " <= letter <= "~" and letter not in '"\\%'
