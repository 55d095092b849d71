"""An archive from outside is believed in nothing, and whatever is wrong with it changes nothing."""

import io
import json
import os
import subprocess
import sys
import tarfile
import zlib
from pathlib import Path

import pytest
from archives import changed, member, parts_of, told, with_json, write

from cli.commanding import dbcv
from servers import product_environment, run_sql

RELATIONS = "select relname from pg_class where relnamespace = 'public'::regnamespace order by 1"


@pytest.fixture
def full(archive: Path, source: str, place: Path) -> Path:
    """The archive, and a database that has something else."""
    assert dbcv("user", "create", "--email", "later@example.org")[0] == 0
    return archive


def refused(path: Path, source: str) -> str:
    """What is said of it; nothing has changed, also where all was to be replaced."""
    before, tables = told(source), run_sql(source, RELATIONS)
    files = sorted(path.parent.rglob("*"))
    code, said, complaint = dbcv("restore", str(path), "--replace")
    assert (code, said) == (1, "")
    assert "Traceback" not in complaint
    assert told(source) == before
    assert run_sql(source, RELATIONS) == tables
    assert [one for one in sorted(path.parent.rglob("*")) if one not in files and one.is_file()] == []
    return complaint


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9, 0.99])
def test_one_that_is_cut_short_is_broken(full, source, share):
    whole = full.read_bytes()
    cut = full.with_name("cut.tar")
    cut.write_bytes(whole[: int(len(whole.rstrip(b"\0")) * share)])

    assert "no whole backup" in refused(cut, source)


@pytest.mark.parametrize("body", [b"no archive", b"\0" * 5000, b"PK\3\4" + b"x" * 2000])
def test_what_is_no_archive_is_told_so(full, source, body):
    other = full.with_name("other.tar")
    other.write_bytes(body)

    assert "no whole backup" in refused(other, source)


def test_rows_that_were_changed_are_found(full, source):
    def change(parts):
        return [
            (
                one,
                zlib.compress(zlib.decompress(body).replace(b"boss@", b"evil@"))
                if one.name.endswith(".z")
                else body,
            )
            for one, body in parts
        ]

    assert "rows are missing or changed" in refused(changed(full, change), source)


def test_rows_that_are_missing_are_found(full, source):
    def change(parts):
        return [one for one in parts if not one[0].name.startswith("tables/workspace_member/")]

    assert "no whole backup" in refused(changed(full, change), source)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "/etc/evil",
        "media/../../evil",
        "tables/user/../evil",
        "media/00000000000000000000000000000000",
        "tables/user/000007.z",
        "x",
    ],
)
def test_members_that_have_no_place_are_refused(full, source, name):
    def change(parts):
        return [*parts[:-1], member(name, b"evil"), parts[-1]]

    assert "no whole backup" in refused(changed(full, change), source)


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.DIRTYPE,
        tarfile.CHRTYPE,
        tarfile.XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
    ],
)
def test_only_plain_files_are_read(full, source, kind):
    def change(parts):
        link, _ = member("media/link")
        link.type, link.linkname = kind, "/etc/passwd"
        return [*parts[:1], (link, b""), *parts[1:]]

    assert "no whole backup" in refused(changed(full, change), source)


def test_a_small_member_that_unpacks_to_very_much_is_refused(full, source):
    bomb = zlib.compress(bytes(64 * 1024 * 1024), 9)

    def change(parts):
        return [(one, bomb if one.name.startswith("tables/user/") else body) for one, body in parts]

    assert "rows are damaged" in refused(changed(full, change), source)


def test_a_member_that_says_it_is_huge_is_not_waited_for(full, source):
    parts = parts_of(full)
    out = io.BytesIO()
    for one, body in parts:
        if one.name.startswith("tables/user/"):
            one.size = 50 * 1024**3
        else:
            one.size = len(body)
        out.write(one.tobuf(tarfile.GNU_FORMAT) + body + bytes(-len(body) % 512))
    path = full.with_name("huge.tar")
    path.write_bytes(out.getvalue())

    assert "too large" in refused(path, source)


@pytest.mark.parametrize(
    "new",
    [
        {"tables": {"user": ["id"]}},
        {"tables": {"pg_authid": ["rolname"]}},
        {"tables": {'user"; drop table bot; --': ["id"]}},
        {"tables": {"user": []}},
        {"tables": {}},
        {"revision": "../../evil"},
        {"format": "1"},
        {"format": None},
        {"made_at": "yesterday"},
    ],
)
def test_a_head_that_says_what_can_not_be_is_refused(full, source, new):
    assert "no whole backup" in refused(changed(full, with_json("dbcv-backup.json", **new)), source)


def test_a_column_the_schema_has_not_is_refused(full, source):
    head = json.loads(parts_of(full)[0][1])
    head["tables"]["user"][0] = "wanted"

    assert "not those of its revision" in refused(
        changed(full, with_json("dbcv-backup.json", **head)), source
    )


@pytest.mark.parametrize(
    "sequences",
    [
        {"user": {"email": 1}},
        {"pg_class": {"oid": 1}},
        {"inbox": {"id": -1}},
        {"inbox": {"id": 2**63}},
        {"inbox": {"id": "1"}},
    ],
)
def test_numbers_for_what_has_none_are_refused(full, source, sequences):
    assert "no whole backup" in refused(
        changed(full, with_json("manifest.json", sequences=sequences)), source
    )


@pytest.mark.parametrize("new", [{"revision": "of_next_year"}, {"format": 2}])
def test_one_of_a_later_version_says_so(full, source, new):
    path = changed(full, with_json("dbcv-backup.json", product="9.9.9", **new))

    assert "made by DBCV 9.9.9, which is newer" in refused(path, source)


def test_rows_that_break_what_the_schema_asks_are_refused(full, source):
    def change(parts):
        return [
            (
                one,
                zlib.compress(zlib.decompress(body).replace(b"ADMIN", b"EMPEROR"))
                if "/user/" in one.name
                else body,
            )
            for one, body in parts
        ]

    assert "rows of user don't fit" in refused(changed(full, change), source)


def test_it_is_read_from_a_pipe_too(archive, place, elsewhere):
    """Which can't be gone back in."""
    url = elsewhere()
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", "restore", "-"],
        input=archive.read_bytes(),
        env=product_environment(**{name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}),
        cwd=place,
        capture_output=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert run_sql(url, 'select email from "user"') == "boss@example.org"
    assert write(place / "one.tar", parts_of(archive)).exists()
