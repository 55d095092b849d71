"""docs/issues.md lists every code as the registry has it."""

import re
from pathlib import Path

from test_inspect_fixes import FIXES

from app.engine.issue_codes import ISSUE_CODES

PAGE = Path(__file__).parents[2] / "docs" / "issues.md"


def test_the_page_of_issues_lists_every_code_with_its_severity_fix_and_sentence():
    row = re.compile(r"\| `([a-z_:]+)` \| (\w+) \| (yes)? ?\| (.*) \|").fullmatch
    listed = [found.groups() for line in PAGE.read_text("utf-8").splitlines() if (found := row(line))]
    fixed = {code for code, *_ in FIXES}
    assert listed == [
        (code, words.severity, "yes" if code in fixed else None, words.en)
        for code, words in ISSUE_CODES.items()
    ]
