"""A name that is not there is told with what it was meant to be, or with those there are."""

import pytest
from inspect_documents import bot, issues_of, rule, text

from app.engine.placeholders import FILTERS
from app.engine.rules import OPERATORS


def said(code, document):
    return next(issue for issue in issues_of(document) if issue.code == code)


@pytest.mark.parametrize(
    ("code", "unlike", "like", "names"),
    [
        ("rule:unknown_operator", rule(operator="resembles"), rule(operator="equls"), OPERATORS),
        ("template:unknown_filter", text("{$user.name|shouted$}"), text("{$user.name|uper$}"), FILTERS),
    ],
)
def test_the_names_there_are_are_told_where_none_is_near_and_only_there(code, unlike, like, names):
    assert said(code, unlike).message.endswith(f". There are: {', '.join(names)}.")
    assert said(code, unlike).sentence("ru").endswith(f". Есть: {', '.join(names)}.")
    assert "There are" not in said(code, like).message


def test_a_variable_declared_with_its_scope_is_told_without_it_and_no_value_beside_it():
    issue = said("variable:bad_path", bot(variables={"bot.score": 1, "token": "hidden"}))
    assert issue.message.endswith("Did you mean “score”?")
    assert issue.fix is None
    assert "Did you mean" not in said("variable:bad_path", bot(variables={"a.b": 1})).message
