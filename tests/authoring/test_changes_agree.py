"""The editor does changes itself before the server does: both make the same of them."""

import pytest
from change_cases import CASES, FILE, text_of, written_cases

pytestmark = pytest.mark.skipif(not FILE.parent.exists(), reason="the editor's sources are not here")


def test_what_the_editor_is_tested_with_is_what_the_server_does():
    assert FILE.read_text() == text_of(written_cases()), "run tests/authoring/change_cases.py"


def test_every_operation_occurs_where_it_is_done_and_where_it_is_refused():
    cases = written_cases()["cases"]

    done = {one["op"] for case in cases if "changed" in case["outcome"] for one in case["operations"]}
    refused = {one["op"] for case in cases if "refused" in case["outcome"] for one in case["operations"]}

    assert done == {"add", "set", "remove", "move", "order"}
    assert refused == done
    assert len({name for name, _ in CASES}) == len(CASES)
