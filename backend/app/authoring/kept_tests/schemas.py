"""Tests kept with a bot, over HTTP."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.kit.fields import Input, example

from .playing import Result, name_of
from .running import Run
from .writing import Kept

MOST_CHOSEN = 1000
type Index = Annotated[int, Field(ge=0, lt=2**31)]


class KeptTest(BaseModel):
    """`index`: where it stands in the draft at that revision. `test`: as it is written there."""

    index: int
    name: str
    test: Any = Field(description="A conversation test (flow-language.md 9), without `bot`.")
    revision: int

    @classmethod
    def of(cls, kept: Kept, index: int) -> "KeptTest":
        test = kept.tests[index]
        return cls(index=index, name=name_of(test), test=test, revision=kept.revision)


class KeptTests(BaseModel):
    """All tests of the draft, in their order."""

    revision: int
    items: list[KeptTest]

    @classmethod
    def of(cls, kept: Kept) -> "KeptTests":
        items = [KeptTest.of(kept, index) for index in range(len(kept.tests))]
        return cls(revision=kept.revision, items=items)


class TestRunIn(Input):
    """`tests`: by their index, all where left out. `version`: what they are played with; `proposal`: those of
    a proposal, played with its branch."""

    model_config = example({"tests": [0, 2], "version": "draft"})

    tests: Annotated[list[Index], Field(max_length=MOST_CHOSEN)] | None = None
    version: Literal["draft"] | Annotated[int, Field(ge=1, lt=2**31)] = "draft"
    proposal: UUID | None = None


class TestFault(BaseModel):
    """Why a test could not be played; `details` as an error of the API has them."""

    code: str
    message: str
    details: dict[str, Any]


class TestResult(BaseModel):
    """`differences`: what did not follow, with the turn it is of. `turns`: of a red one, as `simulate` shows
    them; null where that would be too much."""

    index: int
    name: str
    passed: bool
    differences: list[str]
    turns: list[dict[str, Any]] | None
    error: TestFault | None

    @classmethod
    def of(cls, result: Result) -> "TestResult":
        fault = result.fault
        return cls(
            index=result.index,
            name=result.name,
            passed=result.passed,
            differences=list(result.differences),
            turns=result.turns,
            error=fault and TestFault(code=fault.code, message=fault.message, details=fault.details),
        )


class TestRun(BaseModel):
    """Tests of the draft at `revision`, played with it (`version` null) or with a version; with `proposal`
    those of its branch, at its revision."""

    revision: int
    version: int | None
    proposal: UUID | None = None
    passed: bool
    results: list[TestResult]

    @classmethod
    def of(cls, run: Run) -> "TestRun":
        return cls(
            revision=run.revision,
            version=run.played.number,
            proposal=run.played.proposal,
            passed=all(one.passed for one in run.results),
            results=[TestResult.of(one) for one in run.results],
        )
