"""What a finding says, and how it is mended, in English (en.yaml) and Russian; `{name}` is a detail of it."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from .finding import Finding

_HERE: Final = Path(__file__).parent
_NAMED: Final = re.compile(r"\{(\w+)\}")


@cache
def texts(language: str) -> Mapping[str, Any]:
    """`subjects` by name, `findings` by code: `{so, mend?}`."""
    return yaml.safe_load((_HERE / f"{language}.yaml").read_text(encoding="utf-8"))


def subject(finding: Finding, language: str) -> str:
    return texts(language)["subjects"][finding.subject]


def said(finding: Finding, language: str) -> tuple[str, str]:
    """What is so, and how to mend it; nothing there where it need not be."""
    text = texts(language)["findings"][finding.code]
    return _filled(text["so"], finding), _filled(text.get("mend", ""), finding)


def _filled(text: str, finding: Finding) -> str:
    return _NAMED.sub(lambda found: str(finding.details[found[1]]), text)
