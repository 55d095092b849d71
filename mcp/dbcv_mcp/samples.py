"""What to do about an error code, and minimal right examples of the parts of a bot."""

from collections.abc import Iterable, Mapping
from typing import Any

RULE = {"field": "message.text", "operator": "equal", "value": "yes", "ignore_case": True}
CONNECTION = {"name": "yes", "rules": {"condition": "AND", "rules": [RULE]}, "to": "bye"}
GROUP = {"type": "message", "connections": [CONNECTION, {"to": "hello"}]}
STEP = {"id": "hello", "message": {"text": "Shall we go on?", "buttons": [{"text": "Yes", "value": "yes"}]}}
ADD_STEP = {"op": "add", "path": "steps", "value": {**STEP, "groups": [GROUP]}}
TEST = {
    "name": "says yes",
    "turns": [{"start": True, "at": "hello"}, {"user": "yes", "bot": ["Bye!"], "at": "bye"}],
}

# By the last of these words in a path.
_BY_PLACE: Mapping[str, Any] = {
    "steps": STEP,
    "groups": GROUP,
    "connections": CONNECTION,
    "rules": {"condition": "AND", "rules": [RULE]},
    "filters": {"condition": "AND", "rules": [RULE]},
    "set": [{"variable": "session.score", "op": "add", "value": 1}],
    "message": STEP["message"],
    "buttons": [{"text": "Yes", "value": "yes"}],
    "widget": {"type": "rating", "props": {"label": "How was it?", "max": 5}},
    "requests": {"id": "price", "method": "GET", "url": "https://api.example/price?item={$session.item$}"},
    "notes": {"id": "n1", "text": "ask legal"},
    "template": {"id": "dbcv-ask-email", "version": 1, "inputs": {}, "outputs": {"email": "session.email"}},
    "tests": TEST,
    "turns": TEST["turns"],
    "wait": [{"wait": "20s"}, {"wait": "5m"}, {"wait": "1h"}, {"wait": "2d"}],
    "http": [
        {
            "request": "GET https://api.example/price",
            "answer": {"status": 200, "json": {"price": 10}},
        }
    ],
    "integrations": [{"integration": "email.send", "answer": {"ok": True, "result": {}}}],
}

_BY_CODE: Mapping[str, Any] = {
    "change:no_such_part": ADD_STEP,
    "change:id_taken": {"op": "set", "path": "steps.hello", "value": STEP},
}

# `{scope}`: the scope that is missing.
ADVICE: Mapping[str, str] = {
    "api:unavailable": "Try again in a few seconds.",
    "auth:role_needed": "The token's owner needs the role DEVELOPER.",
    "auth:scope_needed": "Ask the person for a token with the scope {scope} (editor, profile, tokens).",
    "auth:scope_needed bots:edit": (
        "With a token that may propose (bots:propose), make a proposal of this bot (create_proposal) and "
        "name its id as `proposal` in the call: a person accepts it. Else ask the person for a token with "
        "the scope {scope} (editor, profile, tokens)."
    ),
    "auth:scope_needed None": "No access token does this: ask the person to do it in the editor.",
    "auth:token_expired": "Ask the person for a new token.",
    "auth:token_invalid": "Ask the person for a new token.",
    "bot:forbidden": "Ask the person for the right to edit this bot, or work on one of list_bots.",
    "bot:has_errors": "Call check, mend every error, then publish again.",
    "bot:not_found": "Take the id from list_bots.",
    "bot:red_tests": "Call run_tests, mend the bot or the tests, then publish again.",
    "bot:version_not_found": "Versions are numbered from 1 to published_version of get_bot_info.",
    "change:base_too_old": "Read with get_outline or get_parts, then send it with the revision told there.",
    "change:conflict": (
        "Somebody changed the same meanwhile (details.conflicts: yours, theirs). Read those parts with "
        "get_parts, decide, and send it with the new base_revision."
    ),
    "change:id_taken": "Choose another id, or change the part that is there with set.",
    "change:invalid": "Nothing was changed. Mend every field that is named, then send all operations again.",
    "change:no_such_part": "Nothing was changed. get_outline names the ids; a new part is made by add.",
    "change:secrets_kept": "Leave `secrets` as it is, or ask the person to change it in the editor.",
    "change:unknown_revision": "Leave base_revision out, or take it from get_outline.",
    "computing:busy": "Other work of this person is going on: try again in a moment, one call at a time.",
    "document:invalid": "Mend every field that is named, then send it again.",
    "mcp:too_many_calls": (
        "Wait retry_after seconds. get_parts and apply_changes take many parts in one call."
    ),
    "preset:invalid": "list_presets with this preset_id shows what its config takes, and an example.",
    "preset:not_found": "list_presets names them.",
    "proposal:decided": "It was decided or withdrawn: make another one (create_proposal).",
    "proposal:not_found": "list_proposals names those of this bot.",
    "proposal:not_yours": "Ask the person to reject it.",
    "proposal:secret_value": "Leave the value out, and tell the person which one the bot needs.",
    "proposal:too_many_of_token": (
        "Go on with one of list_proposals (its id as `proposal`), or withdraw_proposal what is not wanted."
    ),
    "proposal:too_many": (
        "Go on with one of list_proposals, withdraw_proposal what you made and is not wanted, or ask the "
        "person to accept or reject some."
    ),
    "session:not_found": "Take the id from get_conversations.",
    "storage:unavailable": "Try again in a few seconds.",
    "template:not_found": "The resource dbcv://templates lists them.",
    "test:not_found": "run_tests numbers the tests that are there.",
}


def sample_of(code: str, fields: Iterable[Mapping[str, Any]]) -> Any:
    """A minimal right example for an error, None where none fits."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    for one in fields:
        words = [word for word in str(one.get("path", "")).split(".") if word in _BY_PLACE]
        if words:
            return _BY_PLACE[words[-1]]
    return None
