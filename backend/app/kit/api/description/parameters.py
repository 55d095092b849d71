"""What the parameters that many routes share mean, where a route does not say itself."""

from typing import Any

type Json = dict[str, Any]

SENTENCES: dict[str, str] = {
    "action": "Only lines of this action, like `bot.publish`.",
    "actor_id": "Only what this person did.",
    "after": "Only what is numbered above this.",
    "attachment_id": "The file's id.",
    "base_revision": "The revision of the draft this was decided on: 409 where it has moved on.",
    "bot_id": "The bot's id.",
    "channel_id": "The channel's id.",
    "credential_id": "The credential's id.",
    "cron_id": "The cron's id.",
    "cursor": "`next_cursor` of the page before; left out: the first page.",
    "default_bot_id": "Only channels this bot answers in.",
    "dry_run": "Write nothing and tell what would come of it.",
    "email": "Only the person of this e-mail address.",
    "emitter_id": "The emitter's id.",
    "file": "The icon's file name.",
    "format": "How it is written.",
    "from": "The version it is compared from: a number, or `draft`.",
    "idempotency-key": "The name of this call: the same again is answered as the first time, and heard once.",
    "if-none-match": "The `ETag` of a copy there is: 304 where it is the same still.",
    "if-range": "The `ETag` of the copy a `Range` continues.",
    "integration_id": "The integration's id, like `telegram`.",
    "invitation_id": "The invitation's id.",
    "is_paused": "Only those that are paused, or are not.",
    "is_public": "Only channels that are open to everybody, or are not.",
    "kind": "Only those of this kind.",
    "letter_id": "The letter's id.",
    "limit": "How many there are on a page at most.",
    "name": "The name: of the file that is sent, or of the variable.",
    "number": "The version's number.",
    "part_id": "The part's id, as lists and answers have it.",
    "pending": "Only those nobody has accepted yet, or only the others.",
    "person_id": "The person's id.",
    "preview": "The same as `dry_run`.",
    "proposal": "A proposal of the bot that stands in the place of the draft.",
    "proposal_id": "The proposal's id.",
    "provider": "Only credentials for this service.",
    "range": "The part of the file that is wanted, as `bytes=0-1023`.",
    "revision": "The revision of the draft that the change made.",
    "search": "Only those with this in their name or text, in whatever case.",
    "session_id": "The conversation's id.",
    "sign_in_id": "The sign-in's id.",
    "sort": "The order, by the name of a field; `-` before it: the other way round.",
    "source": "Only those that come from here.",
    "state": "Only those in this state.",
    "status": "Only those of this status.",
    "subscriber_id": "The subscriber's id, as the list has it.",
    "target_bot_id": "The bot whose draft is written over; left out: a new bot is made.",
    "template_id": "The template's id.",
    "to": "The version it is compared with: a number, or `draft`.",
    "token_id": "The access token's id.",
    "user_id": "The person's id.",
    "version": "The version's number.",
    "workspace_id": "The workspace's id; of a list: only what is in it.",
    "x-dbcv-sender": "Who is speaking, by a name of the caller's own; left out: all calls are one person.",
    "x-dbcv-signature": "The signature of the call, where the channel has a secret (webhooks.md).",
}


def describe(parameters: list[Json]) -> None:
    """Add what is missing."""
    for one in parameters:
        if not one.get("description") and one["name"] in SENTENCES:
            one["description"] = SENTENCES[one["name"]]
