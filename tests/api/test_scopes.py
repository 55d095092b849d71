"""The one table of what access tokens open: every route is in it, and nothing that is no route."""

import re

import pytest
from authors import API

from app.accounts.scopes import NOUNS, ROUTES

READING = {"GET", "HEAD"}


@pytest.fixture
def routes(app) -> set[tuple[str, str]]:
    """(method, path behind /api/v1/ with `{}` for each id) of every route there."""
    paths = app.openapi()["paths"]
    return {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path.removeprefix(f"{API}/")))
        for path, methods in paths.items()
        if path.startswith(f"{API}/")
        for method in methods
    }


def test_every_route_says_what_a_token_needs_for_it(routes):
    assert {path.partition("/")[0] for _, path in routes} <= NOUNS.keys()


def test_every_row_of_a_single_route_is_one(routes):
    assert {tuple(route.split(" ")) for route in ROUTES} <= routes


def test_every_row_of_a_noun_is_of_routes_that_no_other_row_names(routes):
    """What a row opens for reading or writing, something is read or written by."""
    rest = [route for route in routes if " ".join(route) not in ROUTES]
    asked = {(path.partition("/")[0], method in READING) for method, path in rest}
    opened = {
        (noun, is_reading)
        for noun, row in NOUNS.items()
        for is_reading, needed in zip((True, False), row, strict=True)
        if needed is not None
    }

    assert opened <= asked
    assert NOUNS.keys() <= {noun for noun, _ in asked}
