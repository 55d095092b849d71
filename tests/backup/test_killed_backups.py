"""`dbcv backup` killed, stopped, or out of room: nothing that looks whole is left, and the next one works."""

import resource
import signal

import pytest
from archives import names_of
from killing import begun, drafted, drafts, is_left_alone, killed

from cli.commanding import dbcv
from eventually import eventually


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.95])
def test_a_backup_that_is_killed_leaves_nothing_that_looks_whole(large, place, share):
    assert dbcv("backup", "whole.tar", "--with-keys")[0] == 0
    size = (place / "whole.tar").stat().st_size

    program = begun("backup", "a.tar", "--with-keys")
    eventually(
        lambda: program.poll() is not None or any(p.stat().st_size >= size * share for p in drafts(place))
    )
    killed(program)

    is_whole = (place / "a.tar").exists()
    if is_whole:  # it was quicker
        assert names_of(place / "a.tar") == names_of(place / "whole.tar")
        (place / "a.tar").unlink()
    is_left_alone(large)
    left = drafts(place)
    assert is_whole or len(left) == 1
    code, _, complaint = dbcv("backup", "a.tar", "--with-keys")
    assert code == 0
    assert all(path.name in complaint for path in left)
    assert drafts(place) == []
    assert names_of(place / "a.tar") == names_of(place / "whole.tar")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_backup_that_is_stopped_leaves_no_draft(large, place, number):
    program = begun("backup", "a.tar")
    eventually(lambda: drafted(place))
    program.send_signal(number)
    _, complaint = program.communicate()

    assert (program.returncode, complaint.decode()) == (130, "")
    assert list(place.glob("*.tar")) == drafts(place) == []
    uploads = place / "source" / "media" / "uploads"
    assert not uploads.exists() or list(uploads.iterdir()) == []


def test_a_draft_of_a_backup_under_way_is_not_taken_away(large, place):
    first = begun("backup", "a.tar")
    eventually(lambda: drafted(place))
    first.send_signal(signal.SIGSTOP)
    code, _, complaint = dbcv("backup", "b.tar")
    first.send_signal(signal.SIGCONT)

    assert (code, "Removed" in complaint) == (0, False)
    first.communicate()
    assert first.returncode == 0
    assert names_of(place / "a.tar") == names_of(place / "b.tar")


def test_of_two_backups_to_one_name_the_second_is_refused_and_the_first_kept(large, place):
    first = begun("backup", "a.tar")
    eventually(lambda: drafted(place))
    first.send_signal(signal.SIGSTOP)
    assert dbcv("backup", "a.tar")[0] == 0
    before = (place / "a.tar").read_bytes()
    first.send_signal(signal.SIGCONT)

    _, complaint = first.communicate()
    assert first.returncode == 1
    assert b"is there already" in complaint
    assert (place / "a.tar").read_bytes() == before
    assert drafts(place) == []


def test_a_full_disk_is_told_and_leaves_no_file(large, place):
    def bounded():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    program = begun("backup", "a.tar", preexec_fn=bounded)
    _, complaint = program.communicate()

    assert program.returncode == 1
    assert b"It broke off" in complaint
    assert b"Traceback" not in complaint
    assert list(place.glob("*.tar")) == drafts(place) == []


@pytest.mark.parametrize(("language", "told"), [("en", "It broke off"), ("ru", "Прервалось")])
def test_an_output_that_is_full_is_told(large, language, told):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        program = begun("backup", "-", "--language", language, stdout=full)
        _, complaint = program.communicate()

    assert program.returncode in {1, 120}  # 120 is Python's own, where it held something back
    assert f"{told}: [Errno 28]" in complaint.decode()
    assert b"Traceback" not in complaint
