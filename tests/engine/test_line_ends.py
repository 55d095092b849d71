"""Lines of what authors write end with a line feed."""

from app.engine.document import parse_authored, parse_document, to_json, with_line_feeds

SAID = "one\r\ntwo\rthree"
BOT = {
    "dbcv": 1,
    "kind": "bot",
    "first_step": "a",
    "tests": [{"name": "t", "turns": [{"user": SAID}]}],
    "steps": [
        {
            "id": "a",
            "message": {"text": SAID},
            "groups": [{"type": "code", "code": "x = 1\r\ny = 2\r\n", "config": {"deep": [{"text": SAID}]}}],
        }
    ],
}


def test_texts_and_code_of_a_document_end_their_lines_with_line_feeds():
    step = parse_authored(BOT).steps[0]
    assert step.message.text == "one\ntwo\nthree"
    assert (step.groups[0].code, step.groups[0].config) == (
        "x = 1\ny = 2\n",
        {"deep": [{"text": "one\ntwo\nthree"}]},
    )


def test_what_is_said_in_a_conversation_test_stays_to_the_letter():
    assert parse_authored(BOT).tests[0]["turns"] == [{"user": SAID}]


def test_a_document_without_carriage_returns_is_what_it_was():
    written = parse_authored(BOT).model_copy(update={"tests": []})
    assert (
        to_json(parse_authored(to_json(written)))
        == to_json(parse_document(to_json(written)))
        == to_json(written)
    )
    value = {"a": ["b\n", {"c": 1}]}
    assert with_line_feeds(value) is value
