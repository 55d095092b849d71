"""When alerts are told, by nothing but numbers and moments; and their words."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.alerts.limits import AGAIN, QUIET
from app.alerts.standing import Standing, judged
from app.alerts.telling import Told, letter, posted
from app.alerts.words import kind_name
from app.engine.faults import PROBLEM_CODES

BEGINNING = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
BODY = {
    "problems": 12,
    "kinds": [{"code": "integration:shop_closed", "problems": 12}],
    "since": "2026-11-22T10:00:00+00:00",
    "at": "2026-11-22T10:05:00+00:00",
    "more_than": 5,
    "minutes": 10,
}


def told(looks: list[tuple[int, bool]]) -> list[tuple[datetime, str]]:
    """What a bot's people hear, looked at after so many minutes each, with too many problems or not."""
    standing, at, heard = Standing(), BEGINNING, []
    for minutes, is_up in looks:
        at += timedelta(minutes=minutes)
        standing, kind = judged(standing, at if is_up else None, at)
        if kind is not None:
            heard.append((at, kind))
    return heard


@given(st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=60))
def test_each_story_begins_goes_on_by_the_hour_and_ends_once(looks):
    heard = told(looks)
    kinds = [kind for _, kind in heard]
    for (before, first), (after, second) in pairwise(heard):
        assert (second == "risen") == (first == "over")
        if second == "still":
            assert after - before >= AGAIN
    assert kinds[:1] in ([], ["risen"])


def test_who_turns_alerts_off_and_on_has_others_written_to_no_more_often():
    standing, kind = judged(Standing(told_at=BEGINNING), BEGINNING, BEGINNING + QUIET / 2)
    assert (standing, kind) == (Standing(told_at=BEGINNING), None)
    assert judged(standing, BEGINNING, BEGINNING + QUIET)[1] == "risen"


def test_a_dip_shorter_than_the_quiet_is_the_same_story():
    minutes = int(QUIET.total_seconds() / 60)
    heard = told([(0, True), (1, False), (minutes - 1, False), (1, True), (1, False), (minutes, False)])
    assert [kind for _, kind in heard] == ["risen", "over"]


OUTSIDE_TURNS = ("dead_letter:event", "dead_letter:delivery", "emitter:says_nothing", "emitter:missed")


@pytest.mark.parametrize("code", [*PROBLEM_CODES, *OUTSIDE_TURNS])
def test_every_kind_of_problem_has_a_sentence_in_russian(code):
    name = kind_name(code, "ru")
    assert "что-то пошло не так" not in name
    assert name != kind_name(code, "en")
    assert name.endswith(f" ({code})")


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("kind", ["risen", "still", "over", "trial"])
def test_what_stands_in_a_name_is_never_read_as_words_of_ours(kind, locale):
    one = Told(
        id=UUID(int=1),
        kind=kind,
        bot_id=UUID(int=2),
        bot_name="{problems} <b>%s</b>",
        body=BODY,
        own_address="https://bots.example.org",
    )
    written = letter(one, "ada@example.org", locale, None)

    assert "{problems} <b>%s</b>" in written.subject
    assert "{problems} <b>%s</b>" in written.text
    assert "&lt;b&gt;" in written.html
    assert "<b>" not in written.html
    assert "{problems} <b>%s</b>" in json.loads(json.dumps(posted(one)))["text"]
    for field in ("{since}", "{minutes}", "{more_than}", "{bot}", "{link}"):
        assert field not in written.text
