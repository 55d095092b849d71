"""Every conversation test of the project, and of the conformance folder where there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.test import results
from app.engine.simulation import RunCodeWith
from app.runtime.code import runner
from app.sandbox import BlockingSandbox

HERE = Path(__file__).parent
CONFORMANCE = Path(__file__).parents[3] / "shared" / "conformance" / "conversations"


@pytest.fixture(scope="module")
def run_code() -> Iterator[RunCodeWith]:
    with BlockingSandbox() as sandbox:
        yield runner(sandbox)


def files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*.yaml")) if file.parent.name != "documents"]


def case_id(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", files(HERE), ids=case_id)
def test_the_conversation_goes_as_it_is_written(file, run_code):
    (result,) = results([file], run_code)

    assert result.differences == []


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason="the conformance folder is not here")
@pytest.mark.parametrize("file", files(CONFORMANCE), ids=case_id)
def test_the_conformance_conversation_goes_as_it_is_written(file, run_code):
    (result,) = results([file], run_code)

    assert result.differences == []
