"""Every tool there is, by its name."""

from collections.abc import Mapping

from ..samples import ADD_STEP, CONNECTION, GROUP, STEP, TEST
from . import (
    bots,
    conversations,
    editing,
    groups,
    proposals,
    reading,
    requests,
    steps,
    surroundings,
    trying,
    versions,
)
from .tool import EFFECTS, Tool

_BOT = {"bot_id": "0199c1d2-0000-7000-8000-000000000000"}
_SESSION = {"session_id": "0199c1d2-0000-5000-8000-000000000000"}
_PROPOSAL = {"proposal_id": "0199c1d2-0000-7000-8000-000000000001"}
_REQUEST = {"id": "price", "method": "GET", "url": "https://api.example/price"}

TOOLS: Mapping[str, Tool] = {
    "list_bots": Tool(run=bots.list_bots, effect="reads", example={"search": "quiz"}),
    "get_bot_info": Tool(run=bots.get_bot_info, effect="reads", example=_BOT),
    "create_bot": Tool(run=bots.create_bot, effect="drafts", example={"name": "Quiz"}),
    "update_bot": Tool(run=bots.update_bot, effect="drafts", example=_BOT | {"first_step": "hello"}),
    "get_outline": Tool(run=reading.get_outline, effect="reads", example=_BOT),
    "get_parts": Tool(run=reading.get_parts, effect="reads", example=_BOT | {"paths": ["steps.hello"]}),
    "search": Tool(run=reading.search, effect="reads", example=_BOT | {"text": "session.score"}),
    "apply_changes": Tool(
        run=editing.apply_changes,
        effect="removes",
        example=_BOT
        | {"operations": [ADD_STEP, {"op": "set", "path": "steps.hello.message.text", "value": "Hi!"}]},
    ),
    "check": Tool(run=reading.check, effect="reads", example=_BOT),
    "simulate": Tool(run=trying.simulate, effect="plays", example=_BOT | {"test": TEST}),
    "save_test": Tool(run=trying.save_test, effect="drafts", example=_BOT | {"test": TEST}),
    "run_tests": Tool(run=trying.run_tests, effect="plays", example=_BOT),
    "publish": Tool(run=versions.publish, effect="publishes", example=_BOT | {"note": "Two more questions"}),
    "diff_versions": Tool(
        run=versions.diff_versions, effect="reads", example=_BOT | {"since": 1, "to": "draft"}
    ),
    "create_proposal": Tool(
        run=proposals.create_proposal, effect="proposes", example=_BOT | {"title": "Say goodbye"}
    ),
    "withdraw_proposal": Tool(run=proposals.withdraw_proposal, effect="withdraws", example=_BOT | _PROPOSAL),
    "list_proposals": Tool(run=proposals.list_proposals, effect="reads", example=_BOT),
    "get_proposal": Tool(run=proposals.get_proposal, effect="reads", example=_BOT | _PROPOSAL),
    "layout": Tool(run=editing.layout, effect="drafts", example=_BOT),
    "create_step": Tool(run=steps.create_step, effect="drafts", example=_BOT | {"step": STEP}),
    "get_step_info": Tool(run=steps.get_step_info, effect="reads", example=_BOT | {"step_id": "hello"}),
    "update_step": Tool(
        run=steps.update_step,
        effect="drafts",
        example=_BOT | {"step_id": "hello", "fields": {"message.text": "Hi!"}},
    ),
    "delete_step": Tool(run=steps.delete_step, effect="removes", example=_BOT | {"step_id": "hello"}),
    "create_connection_group": Tool(
        run=groups.create_connection_group,
        effect="drafts",
        example=_BOT | {"step_id": "hello", "group": GROUP},
    ),
    "get_connection_group_info": Tool(
        run=groups.get_connection_group_info,
        effect="reads",
        example=_BOT | {"step_id": "hello", "group_id": "g1"},
    ),
    "update_connection_group": Tool(
        run=groups.update_connection_group,
        effect="drafts",
        example=_BOT | {"step_id": "hello", "group_id": "g1", "fields": {"connections": [CONNECTION]}},
    ),
    "delete_connection_group": Tool(
        run=groups.delete_connection_group,
        effect="removes",
        example=_BOT | {"step_id": "hello", "group_id": "g1"},
    ),
    "create_request": Tool(
        run=requests.create_request, effect="drafts", example=_BOT | {"request": _REQUEST}
    ),
    "get_request_info": Tool(
        run=requests.get_request_info, effect="reads", example=_BOT | {"request_id": "price"}
    ),
    "update_request": Tool(
        run=requests.update_request,
        effect="drafts",
        example=_BOT | {"request_id": "price", "fields": {"timeout": 10}},
    ),
    "delete_request": Tool(
        run=requests.delete_request, effect="removes", example=_BOT | {"request_id": "price"}
    ),
    "get_guide": Tool(run=surroundings.get_guide, effect="reads", example={"topic": "overview"}),
    "list_presets": Tool(run=surroundings.list_presets, effect="reads", example={"preset_id": "ask_email"}),
    "create_from_preset": Tool(
        run=surroundings.create_from_preset,
        effect="drafts",
        example=_BOT | {"preset_id": "ask_email", "config": {"variable": "session.email"}},
    ),
    "list_integrations": Tool(run=surroundings.list_integrations, effect="reads", example={}),
    "list_credentials": Tool(run=surroundings.list_credentials, effect="reads", example={}),
    "get_conversations": Tool(run=conversations.get_conversations, effect="reads", example=_BOT),
    "explain_conversation": Tool(run=conversations.explain_conversation, effect="reads", example=_SESSION),
}

__all__ = ["EFFECTS", "TOOLS", "Tool"]
