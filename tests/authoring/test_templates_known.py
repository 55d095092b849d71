"""Templates of a workspace are read once, and away from the event loop where they are long."""

import threading

import pytest
from sqlalchemy import select

from app.authoring.templates import known
from app.authoring.templates.known import INLINE, ReadVersions, own_templates
from app.kit.ids import uuid7
from app.settings import Settings
from app.storage.database import Database
from app.storage.models import Template, Workspace

SHORT = {"dbcv": 1, "kind": "template", "id": "t", "version": 1, "first_step": "a", "steps": [{"id": "a"}]}
LONG = {**SHORT, "id": "long", "description": "x" * INLINE}


@pytest.fixture
async def database(database_url):
    database = Database(Settings(_env_file=None, database_url=database_url))
    yield database
    await database.close()


@pytest.fixture
async def workspace(database):
    async with database.unit_of_work() as work:
        made = Workspace(name="W")
        work.add(made)
    return made.id


@pytest.mark.parametrize(("document", "in_thread"), [(SHORT, False), (LONG, True)], ids=["short", "long"])
async def test_long_ones_are_read_in_a_thread_and_all_of_them_once(
    database, workspace, monkeypatch, document, in_thread
):
    read_by = []
    parse = known.parse_document

    def watched(*args):
        read_by.append(threading.current_thread() is not threading.main_thread())
        return parse(*args)

    monkeypatch.setattr(known, "parse_document", watched)
    async with database.unit_of_work() as work:
        work.add(Template(workspace_id=workspace, key=document["id"], version=1, document=document))

    for _ in range(2):
        async with database.unit_of_work() as work:
            (found,) = await own_templates(work, workspace)
            assert found.id == document["id"]
    assert read_by == [in_thread]


async def test_one_that_no_longer_reads_is_left_out(database, workspace):
    async with database.unit_of_work() as work:
        for version, steps in enumerate([[{"id": "a"}], "no steps"], 1):
            document = {**SHORT, "version": version, "steps": steps}
            work.add(Template(workspace_id=workspace, key="t", version=version, document=document))
    async with database.unit_of_work() as work:
        assert [one.version for one in await own_templates(work, workspace)] == [1]
        assert len(list(await work.scalars(select(Template.id)))) == 2


def test_what_is_kept_is_bounded_by_its_length_and_the_oldest_goes_first():
    read, ids = ReadVersions(most=10), [uuid7() for _ in range(3)]
    read.keep(ids[0], None, 4)
    read.keep(ids[1], None, 4)
    assert read.get(ids) == {ids[0]: None, ids[1]: None}
    read.get(ids[:1])

    read.keep(ids[2], None, 6)

    assert read.get(ids).keys() == {ids[0], ids[2]}
    read.keep(uuid7(), None, 11)
    assert read.get(ids) == {}
