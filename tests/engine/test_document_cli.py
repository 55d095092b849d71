"""`dbcv check` and `dbcv schema`."""

import json

from app.cli import main

GOOD = "dbcv: 1\nkind: bot\nfirst_step: a\nsteps: [{id: a}]\n"
USES = "dbcv: 1\nkind: bot\nfirst_step: a\nsteps: [{id: a, template: {id: t, version: 1}}]\n"
TEMPLATE = "dbcv: 1\nkind: template\nid: t\nversion: 1\nfirst_step: a\nsteps: [{id: a}]\n"


def test_a_good_document_passes(tmp_path, capsys):
    (tmp_path / "bot.yaml").write_text(GOOD)
    assert main(["check", str(tmp_path / "bot.yaml")]) == 0
    assert capsys.readouterr().out == "1 document: 0 errors, 0 warnings, 0 hints\n"


def test_an_error_fails_and_is_told_with_its_place(tmp_path, capsys):
    path = tmp_path / "bot.yaml"
    path.write_text(GOOD.replace("first_step: a", "first_step: b"))
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:3: first_step: error: A conversation begins with the step “b”" in told
    assert "(flow:unknown_first_step)" in told


def test_a_file_that_is_no_document_fails(tmp_path, capsys):
    path = tmp_path / "bot.json"
    path.write_text('{"dbcv": 1, "kind": "bot", "step": []}')
    assert main(["check", "--json", "--language", "ru", str(path)]) == 1
    ((issue,),) = [file["issues"] for file in json.loads(capsys.readouterr().out)]
    assert (issue["code"], issue["path"], issue["nearest"]) == ("document:unknown_key", "step", "steps")
    assert issue["message"].startswith("Ключ «step» здесь неизвестен.")


def test_a_folder_passes_over_tests_and_its_templates_are_known(tmp_path, capsys):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "uses.yaml").write_text(USES)
    (tmp_path / "t.yml").write_text(TEMPLATE)
    (tmp_path / "test.yaml").write_text("bot: uses.yaml\nturns: [{start: true}]\n")
    (tmp_path / "table.json").write_text("[]")
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("2 documents: 0 errors")


def test_nothing_to_check_fails(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "no document found\n"


def test_a_path_that_is_not_there_fails(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.yaml")]) == 1
    assert f"{tmp_path / 'none.yaml'}: error: There is no file “" in capsys.readouterr().out


def test_the_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")
