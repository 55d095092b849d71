"""Why PostgreSQL can't be reached, for whoever wrote its address."""

import os
from urllib.parse import urlsplit

import asyncpg

from .finding import Finding, error
from .texts import said

FAULTS = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.ClientConfigurationError, ValueError)


def away(fault: Exception, dsn: str) -> Finding:
    if isinstance(fault, asyncpg.InvalidAuthorizationSpecificationError):  # a wrong password among them
        return error("database", "database_refuses")
    if isinstance(fault, asyncpg.InvalidCatalogNameError):
        return error("database", "database_missing")
    return error("database", "database_away", fault=_named(fault), where=server_told(dsn))


def sentences(finding: Finding, language: str) -> str:
    """What is so and how to mend it, in a row."""
    return " ".join(filter(None, said(finding, language)))


def _named(fault: Exception) -> str:
    number = fault.errno if isinstance(fault, OSError) else None
    return os.strerror(number) if number else type(fault).__name__


def server_told(dsn: str) -> str:
    """Host and port, and nothing else of an address that has a password in it."""
    try:
        parts = urlsplit(dsn)
        port = parts.port or 5432
    except ValueError:
        return "DATABASE_URL"
    return f"{parts.hostname or 'localhost'}:{port}"
