"""Commands look whether their database is there before they begin: what they say then can be acted on."""

from typing import cast

import asyncpg

from app.cli.doctor.away import FAULTS, away, sentences
from app.cli.doctor.finding import Finding
from app.kit.errors import Unavailable

_PATIENCE = 10


async def ensure_reached(dsn: str) -> None:
    """Unavailable `cli:database_away`, `cli:database_refuses` or `cli:database_missing`."""
    try:
        connection = cast("asyncpg.Connection", await asyncpg.connect(dsn, timeout=_PATIENCE))
    except FAULTS as fault:
        raise refused(away(fault, dsn)) from fault
    await connection.close()


def refused(finding: Finding) -> Unavailable:
    told = {language: sentences(finding, language) for language in ("en", "ru")}
    return Unavailable(f"cli:{finding.code}", told["en"], message_ru=told["ru"])
