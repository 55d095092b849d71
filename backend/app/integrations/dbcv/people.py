"""Who is where, as a bot of one workspace may know it."""

from uuid import UUID

from app.runtime.ports import Origin
from app.runtime.postgres import Pool, until_it_is_back
from app.runtime.posting import Place

from ..faults import Failed

# Of the bot's own workspace, and the bot is in it: nobody else's channels are there for it.
PLACE = """
select c.id, c.kind, c.is_group, b.name as bot_name
from bot b join channel c on c.workspace_id = b.workspace_id
where b.id = $1 and c.id = coalesce($2, (select s.channel_id from session s where s.id = $3))
  and (c.default_bot_id = b.id
       or exists (select from subscriber s
                  where s.channel_id = c.id and s.member_id = b.id and s.kind = 'bot'))
"""
SUBSCRIBERS = """
select s.member_id as id, s.kind, coalesce(u.name, a.name) as name
from subscriber s
left join "user" u on u.id = s.member_id
left join anonymous_user a on a.id = s.member_id
where s.channel_id = $1 and s.kind <> 'bot' and s.member_id > $2 and ($3::text is null or s.kind = $3)
order by s.member_id limit $4
"""
# Callers of a webhook are no subscribers, but have a thread once they have spoken.
EVERYBODY = """
(select member_id as id from subscriber where channel_id = $1 and kind <> 'bot' limit $2)
union
(select person_id from thread where channel_id = $1 and person_id is not null limit $2)
"""
IS_HERE = """
select exists (select from subscriber where channel_id = $1 and member_id = $2 and kind <> 'bot')
    or exists (select from thread where channel_id = $1 and person_id = $2)
"""
FIRST = UUID(int=0)


async def find_place(pool: Pool, origin: Origin, channel_id: UUID | None) -> Place:
    """The channel, or that of the conversation; Failed `not_found` where the bot is not in it."""
    wanted = (origin.bot_id, channel_id, origin.session_id)
    row = await until_it_is_back(lambda: pool.fetchrow(PLACE, *wanted), what="place")
    if row is None:
        raise Failed("not_found", "The bot is in no such channel of its workspace.")
    return Place(
        channel_id=row["id"],
        is_group=row["is_group"],
        is_external=row["kind"] != "web",
        bot_id=origin.bot_id,
        bot_name=row["bot_name"],
    )


async def page_of(
    pool: Pool, place: Place, kind: str | None, after: UUID | None, limit: int
) -> list[dict[str, str | None]]:
    """People in order of their ids, from the one after `after` on."""
    wanted = (place.channel_id, after or FIRST, kind, limit)
    rows = await until_it_is_back(lambda: pool.fetch(SUBSCRIBERS, *wanted), what="subscribers")
    return [{"id": str(row["id"]), "kind": row["kind"], "name": row["name"]} for row in rows]


async def everybody(pool: Pool, place: Place, most: int) -> list[UUID]:
    """All people of the channel; Failed `invalid` where they are more than `most`."""
    rows = await until_it_is_back(lambda: pool.fetch(EVERYBODY, place.channel_id, most + 1), what="everybody")
    if len(rows) > most:
        raise Failed("invalid", f"There are more than {most} people in the channel.")
    return [row["id"] for row in rows]


async def check_here(pool: Pool, place: Place, person: UUID) -> None:
    """Failed `not_found` where the person is not in the channel."""
    if not await until_it_is_back(lambda: pool.fetchval(IS_HERE, place.channel_id, person), what="person"):
        raise Failed("not_found", "There is no such person in the channel.")
