"""`dbcv doctor`: what is wrong with an installation, and how it is mended."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from app.cli.system import add_data_argument, settings_of
from app.cli.words import add_language_argument
from app.embedded.running import running_environment
from app.kit.errors import Unavailable
from app.settings import Settings

from .finding import Finding, error
from .texts import said, subject

_MARKS = {"ok": "✓", "warning": "!", "error": "✗"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")
    add_language_argument(parser)
    add_data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """1 where something is wrong; warnings alone are 0."""
    try:
        found: Sequence[Finding] = _looked(_settings(args.data), args.data)
    except Unavailable as wrong:
        found = [error("settings", "settings_wrong", why=wrong.message)]
    print(_as_json(found, args.language) if args.json else _as_text(found, args.language))
    return 1 if any(one.level == "error" for one in found) else 0


def _looked(settings: Settings | None, data: Path | None) -> list[Finding]:
    from .looking import look_at_all, look_at_machine  # noqa: PLC0415 - all of the product, which a wrong setting need not load

    if settings is not None:
        return asyncio.run(look_at_all(settings))
    told = settings_of() if data is None else settings_of(dbcv_data_dir=data)
    return [_nothing(told.dbcv_data_dir), *asyncio.run(look_at_machine(told))]


def _settings(data: Path | None) -> Settings | None:
    """Of what runs, else of what is told; None where there is neither a system nor a database."""
    told = settings_of()
    is_given = "database_url" in told.model_fields_set and told.database_url.get_secret_value()
    place = data or told.dbcv_data_dir
    running = {} if data is None and is_given else running_environment(place)
    if running:
        return settings_of(**{name.lower(): value for name, value in running.items()}, dbcv_data_dir=place)
    return told if is_given and data is None else None


def _nothing(place: Path) -> Finding:
    return error("settings", "nothing_runs", place=str(place.absolute()), log=str(place / "log"))


def _as_text(found: Sequence[Finding], language: str) -> str:
    lines: list[str] = []
    for one in found:
        what, remedy = said(one, language)
        lines.append(f"{_MARKS[one.level]} {subject(one, language)}: {what}")
        if remedy:
            lines.append(f"    → {remedy}")
    return "\n".join(lines)


def _as_json(found: Sequence[Finding], language: str) -> str:
    told = []
    for one in found:
        what, remedy = said(one, language)
        told.append(
            {
                "subject": one.subject,
                "level": one.level,
                "code": f"doctor:{one.code}",
                "message": what,
                "remedy": remedy or None,
                "details": dict(one.details),
            }
        )
    return json.dumps({"findings": told}, ensure_ascii=False, indent=1)
