"""Secrets are told by nothing below /admin: no list, no row, filter, order, search, export or error."""

import base64

import pytest
from administrators import done, refused
from one_of_each import SEALED, SECRET, one_of_each
from sqlalchemy import LargeBinary
from sqlalchemy.sql.visitors import iterate

from app.admin.sections import SECTIONS
from app.storage.models import (
    AccountLink,
    Base,
    Bot,
    BotVersion,
    Channel,
    Command,
    CredentialEntity,
    DeadLetter,
    Inbox,
    Session,
    Trace,
    User,
)

# Beside every column of bytes: what holds secrets of people and bots, or what people wrote.
CLOSED = {
    User.__table__.c.password_hash,
    CredentialEntity.__table__.c.settings,
    Command.__table__.c.command,
    Session.__table__.c.state,
    DeadLetter.__table__.c.payload,
    Inbox.__table__.c.event,
    Trace.__table__.c.body,
    Bot.__table__.c.head,
    BotVersion.__table__.c.document,
    AccountLink.__table__.c.digest,
    *(c for table in Base.metadata.tables.values() for c in table.c if isinstance(c.type, LargeBinary)),
}
# Read for something that tells nothing: whether there is a secret, the kind of a command, where a session is.
PARTS = {
    ("Channel", "has_secret"),
    ("Command", "what"),
    *(("Session", name) for name in ("step", "version", "finished", "awaits")),
}
MODELS = {one.model.__name__: one for one in SECTIONS}
FORMS = {SECRET, SEALED.hex(), base64.b64encode(SEALED).decode().rstrip("=")}


@pytest.fixture
async def world(app):
    return await one_of_each(app)


def assert_untold(answer):
    told = f"{answer.headers}{answer.text}"
    assert not [form for form in FORMS if form in told], answer.request.url


def columns_read(of):
    """The columns of tables that an expression reads."""
    return {
        one
        for part in iterate(getattr(of, "expression", of))
        for one in getattr(part, "base_columns", ())
        if getattr(one, "table", None) is not None
    }


def test_no_column_of_a_section_reads_what_is_closed():
    reading = {
        (model, column.name)
        for model, section in MODELS.items()
        for column in section.columns
        for read in columns_read(column.of)
        if any(read is closed for closed in CLOSED)
    }

    assert reading == PARTS


async def test_no_list_row_or_export_tells_a_secret(admin, world):
    for model, row_id in world.ids.items():
        assert_untold(await admin.ask("GET", f"/list/{model}", params={"limit": 1000}))
        assert_untold(await admin.ask("GET", f"/retrieve/{model}/{row_id}"))
        for form in ("CSV", "JSON"):
            body = {"format": form, "limit": 1000, "offset": 0}
            assert_untold(await admin.ask("POST", f"/export/{model}", json=body))
    assert_untold(await admin.ask("GET", "/configuration"))
    for name in ("messages", "waits", "waiting", "problems", "answers"):
        body = {"query": []}
        assert_untold(await admin.ask("POST", f"/widget-action/Message/{name}", json=body))


async def test_no_search_finds_by_a_secret(admin, world):
    for model in world.ids:
        for form in FORMS:
            assert await admin.rows(model, search=form) == [], model


CONDITIONS = ("", "__exact", "__icontains", "__in", "__gt", "__startswith", "__regex")


async def test_no_filter_or_order_takes_a_column_that_is_not_shown(admin, world):
    """All columns of all tables, so that one that comes later is shut until it is shown on purpose."""
    for model, section in MODELS.items():
        known = {column.name for column in section.columns}
        for name in {column.name for column in section.model.__table__.c} - known:
            for condition in CONDITIONS:
                query = {f"{name}{condition}": SECRET}
                for answer in (
                    await admin.ask("GET", f"/list/{model}", params=query),
                    await admin.ask("POST", f"/export/{model}", params=query, json={"format": "CSV"}),
                ):
                    assert refused(answer) == (422, "admin:invalid"), (model, query, answer.text)
                    assert_untold(answer)
            by = await admin.ask("GET", f"/list/{model}", params={"sort_by": name})
            assert refused(by) == (422, "admin:invalid"), (model, name)


async def test_nothing_leads_from_a_row_to_the_columns_of_another(admin, world):
    for path in ("user__password_hash", "bot__head", "channel__secret", "person__password_hash__icontains"):
        for model in world.ids:
            answer = await admin.ask("GET", f"/list/{model}", params={path: "p"})
            assert refused(answer) == (422, "admin:invalid"), (model, path)
            answer = await admin.ask("GET", f"/list/{model}", params={"sort_by": path})
            assert refused(answer) == (422, "admin:invalid"), (model, path)


async def test_no_error_tells_a_secret(admin, world):
    ids = world.ids
    for method, path, body in (
        ("PATCH", f"/change/User/{ids['User']}", {"role": "KING", "password_hash": "x"}),
        ("PATCH", f"/change/Channel/{ids['Channel']}", {"name": "", "secret": "x" * 20}),
        ("PATCH", f"/change/CredentialEntity/{ids['CredentialEntity']}", {"sealed": "x", "name": "y"}),
        ("PATCH", f"/change/Session/{ids['Session']}", {"state": None}),
        ("POST", "/add/CredentialEntity", {"sealed": "x", "name": "y"}),
        ("POST", "/add/User", {"password_hash": "x", "email": "y@example.org"}),
        ("DELETE", f"/delete/CredentialEntity/{ids['CredentialEntity']}", None),
        ("POST", "/action/DeadLetter/replay", {"ids": [ids["Bot"]]}),
        ("POST", "/action/Channel/secret", {"ids": [ids["Channel"]]}),
        ("POST", "/widget-action/Channel/secret", {"query": []}),
    ):
        answer = await admin.ask(method, path, **({} if body is None else {"json": body}))
        assert 400 <= answer.status_code < 500, (path, answer.text)
        assert answer.json()["error"]["code"]
        assert_untold(answer)


async def test_what_is_not_in_the_form_is_not_written(app, admin, world):
    sent = {"name": "Renamed", "secret": "x" * 20, "workspace_id": world.ids["Bot"], "kind": "web"}
    told = await admin.change("Channel", world.ids["Channel"], **sent)
    async with app.state.database.unit_of_work() as session:
        kept = await session.get(Channel, told["id"])

    assert (kept.name, kept.kind, kept.secret) == ("Renamed", "webhook", SEALED)
    assert done(await admin.ask("GET", f"/retrieve/Channel/{told['id']}"))["has_secret"] is True
