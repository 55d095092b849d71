"""Queries and rows whose columns are of no account to the types."""

from typing import Any

from sqlalchemy import Row, Select

type AnySelect = Select[*tuple[Any, ...]]
type AnyRow = Row[*tuple[Any, ...]]
