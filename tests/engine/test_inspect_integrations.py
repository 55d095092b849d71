"""Settings of integrations are judged as they are written, and as a call would take them."""

import pytest
from inspect_documents import G, calls, found, group, issues_of


def codes(document):
    return [issue.code for issue in issues_of(document) if issue.code.startswith(("group:", "credential:"))]


@pytest.mark.parametrize(
    "config",
    [
        {"text": "Hi", "to": ["a", "b"], "copies": 3},
        {"text": 12345, "to": "a, b", "copies": "2"},
        {"text": "", "copies": None},
        {"text": "{$message.text$} and much more", "copies": "{$session.n$}", "to": ["{$user.email$}", "b"]},
        {"server": {"host": "{$bot.host$}"}},
    ],
)
def test_what_a_call_would_take_is_no_issue(config):
    assert [code for code in codes(calls(**config)) if code != "credential:needed"] == []


def test_a_placeholder_hides_no_setting_that_is_not_there():
    assert ("group:unknown_setting", f"{G}.config.subject") in found(calls(subject="{$user.name$}"))
    assert ("group:missing_setting", f"{G}.config.server") in found(
        calls(server={"port": "{$session.port$}"})
    )


def test_the_place_of_a_setting_that_was_written_as_text_is_that_text():
    assert ("group:bad_setting", f"{G}.config.to") in found(calls(to="a,b,c"))


def test_a_setting_is_not_renamed_to_one_that_is_there_or_does_not_fit():
    for config in ({"txet": "Hi", "text": "Ho"}, {"copeis": "many"}):
        (issue,) = [one for one in issues_of(calls(**config)) if one.code == "group:unknown_setting"]
        assert issue.fix is None


def test_a_credential_is_needed_only_where_the_settings_need_one_and_none_is_chosen():
    server = {"server": {"host": "h"}}
    assert "credential:needed" in codes(calls(**server))
    assert "credential:needed" not in codes(calls(text="Hi"))
    named = group(type="integration", integration="mail.send", config=server, credential="post")
    assert codes(named) == []


def test_a_credential_of_another_provider_is_told_where_its_provider_is_known():
    named = {"type": "integration", "integration": "mail.send"}
    (issue,) = [
        one for one in issues_of(group(**named, credential="shop")) if one.code.startswith("credential:")
    ]
    told = "The credential “shop” is for “shop”; here one for “mail” is needed."
    assert (issue.code, issue.message, issue.fix) == ("credential:other_provider", told, None)
    assert "credential:other_provider" not in codes(group(**named, credential="unheard of"))
    any_will_do = group(type="integration", integration="sheets.append", credential="shop")
    assert "credential:other_provider" not in codes(any_will_do)


def test_a_credential_is_told_where_none_is_taken_and_the_fix_takes_it_out():
    given = {"type": "integration", "integration": "dbcv.send"}
    (issue,) = [
        one for one in issues_of(group(**given, credential="shop")) if one.code.startswith("credential:")
    ]
    assert (issue.code, issue.path) == ("credential:not_taken", f"{G}.credential")
    assert issue.message == "“dbcv.send” takes no credential: “shop” is not used."
    (operation,) = issue.fix.operations
    assert operation == {"op": "remove", "path": "steps.a.groups.g1.credential"}
    assert codes(group(**given, credential=" ")) == ["credential:empty"]
    assert codes(group(**given)) == []
