"""Links to uploads in requests are whole addresses, wherever in a request they stand."""

import json
from urllib.parse import parse_qs

import pytest

from app.engine.http import FormPart, HttpRequest
from app.engine.text import percent
from app.runtime.performers.links import with_links

HOME = "https://bots.example:8443"
LINK = "/api/v1/attachments/6f1c2c1e-0b0e-5d5e-9d5b-2f6f0b7a4c11/content?key=k-1"
FORM = "application/x-www-form-urlencoded"


def linked(**request):
    return with_links(HttpRequest(method="POST", url="https://a.test/", **request), HOME)


def test_a_link_in_a_body_of_json_or_text_is_absolute():
    body = json.dumps({"file": LINK, "all": [LINK], "text": f"see {LINK}"}).encode()

    assert json.loads(linked(body=body, content_type="application/json").body) == {
        "file": HOME + LINK,
        "all": [HOME + LINK],
        "text": f"see {HOME}{LINK}",
    }
    assert linked(body=LINK.encode(), content_type="text/plain").body == (HOME + LINK).encode()


def test_a_link_in_a_form_a_query_a_header_or_a_part_is_absolute():
    form = f"a=1&file={percent(LINK)}".encode()
    made = linked(
        body=form,
        content_type=FORM,
        headers=(("X-File", LINK),),
        query=(("file", LINK),),
        parts=(FormPart(name="file", text=LINK),),
    )

    assert parse_qs(made.body.decode()) == {"a": ["1"], "file": [HOME + LINK]}
    assert made.headers == (("X-File", HOME + LINK),)
    assert made.query == (("file", HOME + LINK),)
    assert made.parts[0].text == HOME + LINK


@pytest.mark.parametrize(
    "text",
    [
        "https://other.test" + LINK,
        "/x" + LINK,
        "/api/v1/attachments/none/content?key=k",
        "/api/v1/bots/6f1c2c1e-0b0e-5d5e-9d5b-2f6f0b7a4c11",
    ],
)
def test_what_is_no_link_of_ours_stays(text):
    assert linked(body=text.encode()).body == text.encode()
