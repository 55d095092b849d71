"""The gallery: templates that are there for everybody."""

import json

from authors import done, refused
from templating import ASK, RUNS

from app.authoring.gallery import gallery
from app.engine.inspect import inspect


async def test_the_gallery_is_there_for_everybody_and_stays(author):
    listed = done(await author.call("GET", "/templates", params={"source": "gallery"}))["items"]
    assert len(listed) >= 8
    assert all(one["key"].startswith("dbcv-") and one["description"] for one in listed)

    email = next(one for one in listed if one["key"] == "dbcv-ask-email")
    assert done(await author.call("GET", f"/templates/{email['id']}"))["document"]["id"] == "dbcv-ask-email"
    assert done(await author.call("GET", f"/templates/{email['id']}/versions"))["items"] == [email]
    assert done(await author.call("GET", f"/templates/{email['id']}/inspect"))["issues"] == []
    assert refused(await author.call("DELETE", f"/templates/{email['id']}")) == (403, "template:gallery")
    ours = await author.call("POST", "/templates/import", content=json.dumps({**ASK, "id": "dbcv-mine"}))
    assert refused(ours) == (422, "template:reserved_id")


async def test_a_gallery_template_runs_without_being_imported(author):
    bot = await author.import_bot(
        {**RUNS, "steps": [{"id": "run", "template": {"id": "dbcv-confirm", "version": 1}}]}
    )
    assert bot["issues"] == []

    await author.publish(bot["id"])

    whole = done(await author.call("GET", f"/bots/{bot['id']}/versions/1"))
    assert [one["id"] for one in whole["document"]["templates"]] == ["dbcv-confirm"]
    talk = {"turns": [{"start": True}, {"user": "yes", "finished": True, "problems": []}]}
    assert done(await author.call("POST", f"/bots/{bot['id']}/simulate", json=talk))["passed"]


def test_the_gallery_is_without_fault():
    for template in gallery():
        assert [issue.code for issue in inspect(template, gallery())] == [], template.id
