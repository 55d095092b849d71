"""Every refusal of the API is told to people in both languages of the pages."""

import json
from pathlib import Path

import pytest

LOCALES = Path(__file__).parents[2] / "frontend" / "src" / "i18n" / "locales"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_error_code_has_words(app, language):
    words = json.loads((LOCALES / language / "errors.json").read_text())
    told = app.openapi()["components"]["examples"].values()
    codes = {one["value"]["error"]["code"] for one in told}

    assert {code for code in codes if code.split(":")[1] not in words.get(code.split(":")[0], {})} == set()
