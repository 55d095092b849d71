"""`dbcv check PATH…`: the faults of documents, without a server. Exit 1 where one forbids publishing."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.authoring.gallery import gallery
from app.cli.jail import sandbox
from app.cli.surroundings import known_surroundings
from app.cli.words import add_language_argument, counted, fault_told, placed, say, told
from app.engine.document import (
    BotDocument,
    DocumentError,
    DocumentFault,
    TemplateDocument,
    parse_any,
    read_source,
)
from app.engine.document.lines import lines_of
from app.engine.inspect import CHANNEL_LIMITS, Surroundings, inspect
from app.kit.starting import settings_to_start_with
from app.runtime.reading import reader

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file that is a document, or the reason why it is none."""

    path: Path
    document: BotDocument | TemplateDocument | None = None
    error: DocumentError | None = None
    source: bytes = b""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a document, or a folder of them")
    parser.add_argument("--json", action="store_true", help="print a list of {file, issues}")
    parser.add_argument(
        "--channel",
        action="append",
        choices=tuple(CHANNEL_LIMITS),
        default=[],
        help="a kind of channel the bot will speak through, whose limits count (may be repeated)",
    )
    add_language_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0: no errors; 1: an error in a document, or no document at all."""
    files = list(_read(args.paths))
    templates = [*gallery(), *(one.document for one in files if isinstance(one.document, TemplateDocument))]
    with sandbox() as jail:
        surroundings = known_surroundings(
            channels=args.channel,
            egress_allow=settings_to_start_with().egress_allow,
            read_code=reader(jail, "check"),
        )
        results = [
            (str(file.path), _issues(file, (templates, surroundings), args.language)) for file in files
        ]
    if args.json:
        shown = [{"file": path, "issues": issues} for path, issues in results]
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        _print(results, args.language)
    failed = any(issue["severity"] == "error" for _, issues in results for issue in issues)
    return 1 if failed or not results else 0


def _read(paths: Sequence[Path]) -> Iterator[_File]:
    for path in paths:
        if not path.is_dir():
            yield _read_file(path)
            continue
        for inner in sorted(path.rglob("*")):
            if inner.suffix in _SUFFIXES and inner.is_file() and _is_document(inner):
                yield _read_file(inner)


def _is_document(path: Path) -> bool:
    """Whether a file of a folder is meant to be one: conversation tests and tables lie there too."""
    try:
        values = read_source(path.read_bytes())
    except (DocumentError, OSError):
        return True
    return isinstance(values, dict) and "dbcv" in values


def _read_file(path: Path) -> _File:
    try:
        source = path.read_bytes()
    except OSError:
        fault = DocumentFault(code="document:no_file", found=str(path))
        return _File(path=path, error=DocumentError([fault]))
    try:
        return _File(path=path, document=parse_any(source), source=source)
    except DocumentError as error:
        return _File(path=path, error=error, source=source)


def _issues(
    file: _File, known: tuple[list[TemplateDocument], Surroundings], language: str
) -> list[dict[str, Any]]:
    if file.document is None:
        found = [fault_told(fault, language) for fault in (file.error.faults if file.error else ())]
    else:
        found = [issue.as_json(language) for issue in inspect(file.document, *known)]
    lines = lines_of(file.source) if found else {}
    return [placed(issue, lines) for issue in found]


def _print(results: list[tuple[str, list[dict[str, Any]]]], language: str) -> None:
    severities = {"error": 0, "warning": 0, "hint": 0}
    for path, issues in results:
        for issue in issues:
            severities[issue["severity"]] += 1
            print(told(path, issue, language))
            if fix := issue.get("fix"):
                print(f"    {say(language, 'fix', fix['title'])}")
    if not results:
        print(say(language, "none"))
        return
    tally = ", ".join(counted(language, number, severity) for severity, number in severities.items())
    print(f"{counted(language, len(results), 'document')}: {tally}")
