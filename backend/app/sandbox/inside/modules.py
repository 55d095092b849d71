"""What authors' code may import. All of it is loaded before a worker is shut in: later there are no files."""

import importlib
import sys

ALLOWED = (
    "__future__", "abc", "asyncio", "base64", "binascii", "bisect", "calendar", "cmath", "collections",
    "collections.abc", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "heapq", "hmac", "html", "html.entities", "itertools", "json", "math", "numbers",
    "operator", "random", "re", "secrets", "statistics", "string", "textwrap", "time", "types", "typing",
    "unicodedata", "urllib.parse", "uuid", "zoneinfo",
)  # fmt: skip
PARENTS = frozenset({"urllib"})  # packages of which only a module is allowed

# What the modules above, and texts that are encoded, import by themselves when they are first used.
LATER = (
    "_strptime", "_pydecimal", "linecache", "stringprep", "traceback", "zoneinfo._common",
    *(f"encodings.{name}" for name in (
        "ascii", "base64_codec", "cp1251", "cp1252", "cp437", "cp866", "hex_codec", "idna", "iso8859_1",
        "iso8859_15", "iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "latin_1", "mac_cyrillic", "punycode",
        "quopri_codec", "raw_unicode_escape", "rot_13", "unicode_escape", "utf_16", "utf_16_be", "utf_16_le",
        "utf_32", "utf_32_be", "utf_32_le", "utf_7", "utf_8", "utf_8_sig",
    )),
)  # fmt: skip
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b", "blake2s")


def load_all() -> None:
    """Imports everything, and touches what loads its parts on first use."""
    for name in (*ALLOWED, *LATER):
        importlib.import_module(name)
    for name in HASHES:
        sys.modules["hashlib"].new(name)
    sys.modules["urllib.parse"].unquote("%20")
    sys.modules["asyncio"].get_event_loop_policy()
    # It would look for a daemon, and for a network card.
    vars(sys.modules["uuid"]).update(_generate_time_safe=None, _node=1 << 40)


def may_import(name: str) -> bool:
    """Whether authors' code may import the module; also what C code imports in its name (`_strptime`)."""
    if name in _ALLOWED:
        return True
    return name in sys.modules and (name.partition(".")[0] in _WHOLE or name.startswith("_"))


_ALLOWED = frozenset(ALLOWED) | PARENTS
_WHOLE = frozenset({"asyncio", "copyreg", "json", "warnings"})  # packages with all their modules
