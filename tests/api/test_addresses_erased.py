"""Who is erased has their address in no invitation and no letter any more."""

from dataclasses import replace

from authors import Author, done, refused
from sqlalchemy import text

from factories import make_person

ADDRESSES = "select email from invitation where email is not null order by email"
LETTERS = "select email from outgoing_mail order by email"


async def invited(owner: Author, email: str | None, **wanted) -> str:
    """The token of the link."""
    return done(await owner.call("POST", "/invitations", json={"email": email, **wanted}), 201)["token"]


async def rows(app, statement: str) -> list[str]:
    async with app.state.database.unit_of_work() as session:
        return list(await session.scalars(text(statement)))


async def somebody_who_chats(app, author: Author) -> Author:
    """With an account, in a channel of the author's."""
    guest = replace(author, person=await make_person(app, "DEVELOPER"))
    channel = await author.channel(await author.published())
    done(await guest.call("POST", f"/channels/{channel}/messages", json={"text": "Hi"}), 202)
    return guest


async def test_an_erased_persons_address_is_nowhere_and_their_invitation_is_good_for_nobody(app, author):
    admin = replace(author, person=await make_person(app, "ADMIN"))
    guest = await somebody_who_chats(app, author)
    other = replace(author, person=await make_person(app, "DEVELOPER"))
    address = guest.person.email
    used, open_ = await invited(admin, address), await invited(admin, address, role="DEVELOPER")
    done(await guest.call("POST", "/invitations/accept", json={"token": used}))
    await invited(admin, "bob@example.org")
    await author.client.post("/api/v1/auth/password/forgot", json={"email": address})

    done(await admin.call("POST", f"/people/{guest.person.id}/erase"))

    assert await rows(app, ADDRESSES) == await rows(app, LETTERS) == ["bob@example.org"]
    answer = await other.call("POST", "/invitations/accept", json={"token": open_})
    assert refused(answer) == (403, "auth:invitation_invalid")


async def test_an_owner_erases_the_address_from_the_invitations_to_their_own_workspaces(app, author):
    guest = await somebody_who_chats(app, author)
    (mine, *_) = done(await author.call("GET", "/workspaces"))["items"]
    elsewhere = replace(author, person=await make_person(app, "DEVELOPER"))
    (theirs, *_) = done(await elsewhere.call("GET", "/workspaces"))["items"]
    for owner, place in ((author, mine), (elsewhere, theirs)):
        await invited(owner, guest.person.email, workspace_id=place["id"])

    erased = done(await author.call("POST", f"/people/{guest.person.id}/erase"))

    assert erased["account"] == "kept"
    left = done(await elsewhere.call("GET", "/invitations"))["items"]
    assert [one["email"] for one in left] == [guest.person.email]
    assert done(await author.call("GET", "/invitations"))["items"] == []
    assert await rows(app, LETTERS) == [guest.person.email]
