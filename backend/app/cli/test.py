"""`dbcv test PATH…`: conversation tests, tables and tests of `inspect` (flow-language.md 9). No servers."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from app.authoring.gallery import gallery
from app.cli.jail import sandbox
from app.cli.surroundings import known_surroundings
from app.cli.words import add_language_argument, fault_told, placed, say, told
from app.engine.document import DocumentError, DocumentFault, parse_document, read_source
from app.engine.document.lines import lines_of
from app.engine.inspect import inspect
from app.engine.simulation import Case, RunCodeWith, no_sandbox, read_case, read_test, run_test
from app.engine.tables import run_case
from app.runtime.code import runner

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One test; it passed where there are no differences."""

    name: str
    differences: Sequence[str] = ()


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a test, or a folder of them")
    add_language_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0: all passed; 1: one failed, or there was none."""
    passed = failed = 0
    with sandbox() as jail:
        for result in results(args.paths, runner(jail), language=args.language):
            passed += not result.differences
            failed += bool(result.differences)
            print(f"{say(args.language, 'failed' if result.differences else 'passed')}  {result.name}")
            for difference in result.differences:
                print(f"        {difference}")
    if not passed + failed:
        print(say(args.language, "no_test"))
    print(say(args.language, "tests", passed, failed))
    return 0 if passed and not failed else 1


def results(
    paths: Sequence[Path], run_code: RunCodeWith = no_sandbox, *, language: str = "en"
) -> Iterator[Result]:
    """Every test of the files, in order; what is no test is passed over, what cannot be read has failed."""
    for path in paths:
        for file in _files(path):
            try:
                yield from _results_of(file, run_code)
            except OSError as broken:
                yield Result(name=str(file), differences=[broken.strerror or str(broken)])
            except DocumentError as broken:
                yield Result(name=str(file), differences=_faults(file, broken, language))


def _faults(file: Path, broken: DocumentError, language: str) -> list[str]:
    """Each with its line in the test."""
    lines = lines_of(file.read_bytes())
    return [told(str(file), placed(fault_told(fault, language), lines), language) for fault in broken.faults]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.rglob("*")):
        if inner.suffix in _SUFFIXES and inner.is_file():
            yield inner


def _results_of(file: Path, run_code: RunCodeWith) -> Iterator[Result]:
    values = read_source(file.read_bytes())
    for is_one, play in _KINDS:
        if is_one(values):
            yield from play(file, values, run_code)
            return


def _is_table(values: Any) -> bool:
    """One case is enough: a malformed one among them has failed and is not passed over."""
    cases = cast("list[Any]", values) if type(values) is list else []
    return any(
        type(case) is dict and "expect" in case and bool({"rules", "template"} & case.keys())
        for case in cases
    )


def _is_conversation(values: Any) -> bool:
    return type(values) is dict and "kind" not in values and bool({"bot", "turns", "issues"} & values.keys())


def _is_bot_with_tests(values: Any) -> bool:
    return type(values) is dict and values.get("kind") == "bot" and bool(values.get("tests"))


def _play_table(file: Path, cases: Any, _run_code: RunCodeWith) -> Iterator[Result]:
    for number, case in enumerate(cases, start=1):
        name = case.get("name") if type(case) is dict else None
        yield Result(name=f"{file}: {name or f'case {number}'}", differences=run_case(case))


def _play_conversation(file: Path, values: Any, run_code: RunCodeWith) -> Iterator[Result]:
    def load(name: str) -> bytes:
        beside = file.parent / name
        try:
            return beside.read_bytes()
        except OSError as broken:
            fault = DocumentFault(code="document:no_file", found=name)
            raise DocumentError([fault]) from broken

    case = _with_gallery(read_case(values, load))
    name = f"{file}: {case.name}" if case.name else str(file)
    if case.test is None:
        yield Result(name=name, differences=_issue_differences(case))
    else:
        outcome = run_test(case.bot, case.test, case.templates, run_code)
        yield Result(name=name, differences=outcome.lines())


def _with_gallery(case: Case) -> Case:
    return replace(case, templates=(*gallery(), *case.templates))


def _play_kept_tests(file: Path, values: Any, run_code: RunCodeWith) -> Iterator[Result]:
    bot = parse_document(values)
    for number, kept in enumerate(bot.tests, start=1):
        name = f"{file}: {kept.get('name') or f'test {number}'}"
        try:
            outcome = run_test(bot, read_test(kept), gallery(), run_code)
        except DocumentError as broken:
            yield Result(name=name, differences=[_told(fault) for fault in broken.faults])
        else:
            yield Result(name=name, differences=outcome.lines())


type _Play = Callable[[Path, Any, RunCodeWith], Iterator[Result]]

_KINDS: Sequence[tuple[Callable[[Any], bool], _Play]] = (
    (_is_table, _play_table),
    (_is_conversation, _play_conversation),
    (_is_bot_with_tests, _play_kept_tests),
)


def _issue_differences(case: Case) -> list[str]:
    """The codes are compared without their order: which issue comes first says nothing about the document."""
    found = inspect(case.bot, case.templates, known_surroundings())
    codes, expected = sorted(issue.code for issue in found), sorted(case.issues or ())
    if codes == expected:
        return []
    told = [f"{issue.code} at {issue.path}: {issue.message}" for issue in found]
    return [f"issues: expected {', '.join(expected) or 'none'}, got {', '.join(codes) or 'none'}", *told]


def _told(fault: DocumentFault) -> str:
    where = f"{fault.path}: " if fault.path else ""
    return f"{where}{fault.message} ({fault.code})"
