"""What is stored already is read as it was meant, and written as it was: conversations outlive the code."""

import pytest

from app.engine import dump_command, dump_event, dump_session, load_command, load_event, load_session

AWAITING = (
    '{"id":"s","version":3,"step":"ask","frames":[{"instance":"i","template":"t","version":2,'
    '"variables":{"n":1}}],"variables":{"sum":0.1,"large":12345678901234567890},"finished":false,'
    '"timers":[{"id":"m","group":"late"}],"awaiting":{"command_id":"c","event":{"kind":"message_received",'
    '"id":"e","at":"2026-11-01T10:00:00Z","random":0.25,"message":{"id":"e","text":"hi","button":null,'
    '"params":{},"attachments":[]}},"groups":"step","position":1,"results":{},"steps_entered":0,"requests":1,'
    '"waited_ms":20,"commands":1,"taken":false,"work":7,"code_calls":0},"pinned":[2]}'
)
WITHOUT_WHAT_CAME_LATER = (
    '{"id":"s","version":1,"step":null,"frames":[],"variables":{},"finished":false,"timers":[],'
    '"awaiting":null}'
)
FIRED = '{"kind":"timer_fired","id":"e","at":"2026-11-01T10:00:00Z","random":0.5,"timer_id":"m"}'
CALLED = (
    '{"kind":"call_integration","id":"c","integration":"a.b","config":{"n":0.1},"credential":null,'
    '"deadline":60.0}'
)


def test_a_session_that_awaits_an_answer_comes_back_to_the_letter():
    assert dump_session(load_session(AWAITING)).decode() == AWAITING


def test_a_session_stored_before_some_fields_came_has_their_defaults():
    session = load_session(WITHOUT_WHAT_CAME_LATER)
    assert (session.pinned, session.awaiting) == ((), None)


@pytest.mark.parametrize(
    ("stored", "load", "dump"), [(FIRED, load_event, dump_event), (CALLED, load_command, dump_command)]
)
def test_events_and_commands_come_back_to_the_letter(stored, load, dump):
    assert dump(load(stored)).decode() == stored


@pytest.mark.parametrize(
    "stored", ["[]", "{}", '{"kind":"unheard_of"}', '{"kind":"timer_fired"}', FIRED[:-1]]
)
def test_what_is_no_event_is_refused(stored):
    with pytest.raises(ValueError, match="not an event"):
        load_event(stored)
