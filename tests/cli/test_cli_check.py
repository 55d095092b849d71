"""`dbcv check`: what it prints for people and for programs."""

import json

from commanding import BOT, dbcv

FAULTY = BOT.replace("first_step: hello", "first_step: helo").replace("Hello}", "'Hi {$user.name|uper$}'}")
LONG = BOT.replace("text: Hello", f"text: {'x' * 5000}")


def written(folder, text):
    path = folder / "bot.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_sound_document_is_told_in_one_line(tmp_path):
    code, said, _ = dbcv("check", written(tmp_path, BOT))
    assert (code, said.splitlines()[-1]) == (0, "1 document: 0 errors, 0 warnings, 0 hints")


def test_what_would_mend_an_issue_stands_under_it(tmp_path):
    code, said, _ = dbcv("check", written(tmp_path, FAULTY))
    begins, first, placeholder, second, tally = said.splitlines()
    assert code == 1
    assert begins.endswith("Did you mean “hello”? (flow:unknown_first_step)")
    assert first == "    fix: Begin with the step “hello”"
    assert placeholder.endswith("Did you mean “upper”? (template:unknown_filter)")
    assert second == "    fix: Write “upper”"
    assert tally == "1 document: 2 errors, 0 warnings, 0 hints"


def test_it_is_told_in_russian_too(tmp_path):
    _, said, _ = dbcv("check", "--language", "ru", written(tmp_path, FAULTY))
    assert "    исправить: Начинать с шага «hello»" in said.splitlines()


def test_programs_get_the_operations(tmp_path):
    _, said, _ = dbcv("check", "--json", written(tmp_path, FAULTY))
    issues = json.loads(said)[0]["issues"]
    assert [issue["fix"]["operations"] for issue in issues] == [
        [{"op": "set", "path": "first_step", "value": "hello"}],
        [{"op": "set", "path": "steps.hello.message.text", "value": "Hi {$user.name|upper$}"}],
    ]


def test_the_limits_of_a_channel_count_where_it_is_named(tmp_path):
    path = written(tmp_path, LONG)
    assert "text:too_long" not in dbcv("check", path)[1]
    assert "text:too_long" in dbcv("check", "--channel", "telegram", path)[1]


def test_addresses_inside_a_network_are_told(tmp_path):
    asked = BOT + "requests: [{id: r, url: 'http://10.0.0.1/'}]\n"
    assert "request:blocked_address" in dbcv("check", written(tmp_path, asked))[1]


def test_logs_are_not_among_what_it_prints(tmp_path, capfd):
    coded = BOT.replace(
        "message: {text: Hello}",
        "message: {text: Hello}, groups: [{type: code, code: 'x = 1', connections: [{to: hello}]}]",
    )

    said = dbcv("check", "--json", written(tmp_path, coded))[1]

    assert json.loads(said)
    assert "sandbox_ready" not in said + "".join(capfd.readouterr())
