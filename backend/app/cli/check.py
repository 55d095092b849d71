"""`dbcv check PATH…`: the faults of documents, without a server. Exit 1 where one forbids publishing."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.engine.document import (
    BotDocument,
    DocumentError,
    DocumentFault,
    TemplateDocument,
    parse_any,
    read_source,
)
from app.engine.inspect import inspect

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file that is a document, or the reason why it is none."""

    path: Path
    document: BotDocument | TemplateDocument | None = None
    error: DocumentError | None = None


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a document, or a folder of them")
    parser.add_argument("--json", action="store_true", help="print a list of {file, issues}")
    parser.add_argument("--language", choices=("en", "ru"), default="en", help="language of the messages")


def run(args: argparse.Namespace) -> int:
    """0: no errors; 1: an error in a document, or no document at all."""
    files = list(_read(args.paths))
    templates = [file.document for file in files if isinstance(file.document, TemplateDocument)]
    results = [(str(file.path), _issues(file, templates, args.language)) for file in files]
    if args.json:
        shown = [{"file": path, "issues": issues} for path, issues in results]
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        _print(results)
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
        return _File(path=path, document=parse_any(path.read_bytes()))
    except OSError:
        fault = DocumentFault(code="document:no_file", found=path.name)
        return _File(path=path, error=DocumentError([fault]))
    except DocumentError as error:
        return _File(path=path, error=error)


def _issues(file: _File, templates: list[TemplateDocument], language: str) -> list[dict[str, Any]]:
    if file.document is None:
        faults = file.error.faults if file.error else ()
        return [fault.as_json(language) | {"severity": "error", "step": None} for fault in faults]
    return [issue.as_json(language) for issue in inspect(file.document, templates)]


def _print(results: list[tuple[str, list[dict[str, Any]]]]) -> None:
    counted = {"error": 0, "warning": 0, "hint": 0}
    for path, issues in results:
        for issue in issues:
            counted[issue["severity"]] += 1
            where = f"{path}: {issue['path']}" if issue["path"] else path
            print(f"{where}: {issue['severity']}: {issue['message']} ({issue['code']})")
    if not results:
        print("no document found")
        return
    tally = ", ".join(f"{number} {severity}s" for severity, number in counted.items())
    print(f"{len(results)} documents: {tally}")
