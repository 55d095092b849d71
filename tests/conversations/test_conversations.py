"""Every conversation test of the project, and of the conformance folder where there is one."""

from pathlib import Path

import pytest

from app.cli.test import results
from app.engine.document import read_source
from app.engine.simulation import read_case

HERE = Path(__file__).parent
CONFORMANCE = Path(__file__).parents[3] / "shared" / "conformance" / "conversations"
NO_SANDBOX_YET = "code groups need the sandbox"


def files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*.yaml")) if file.parent.name != "documents"]


def case_id(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", files(HERE), ids=case_id)
def test_the_conversation_goes_as_it_is_written(file):
    (result,) = results([file])

    assert result.differences == []


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason="the conformance folder is not here")
@pytest.mark.parametrize("file", files(CONFORMANCE), ids=case_id)
def test_the_conformance_conversation_goes_as_it_is_written(file):
    case = read_case(read_source(file.read_bytes()), lambda name: (file.parent / name).read_bytes())
    if any(group.type == "code" for step in case.bot.steps for group in step.groups):
        pytest.skip(NO_SANDBOX_YET)

    (result,) = results([file])

    assert result.differences == []
