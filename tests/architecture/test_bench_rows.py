"""The shape of what `make bench` writes, from runs that are made up here; nothing is timed."""

import os
import sys
from collections import Counter
from pathlib import Path

import orjson
import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))

from bench import report  # noqa: E402 - the package lies beside `backend`
from bench.accounting import Memory, trees  # noqa: E402
from bench.clock import Load, Seen, clock_row  # noqa: E402
from bench.load.closed_loop import check  # noqa: E402
from bench.load.faults import PeerFault  # noqa: E402
from bench.load.quiz import QuizTurn  # noqa: E402
from bench.measure import Run, percentile  # noqa: E402
from bench.rows import memory_row, quiz_row, ratios  # noqa: E402

TIMES = {"p50_ms", "p95_ms", "p99_ms"}
PROMISED = {"bench", "subject", "users", "replies_per_s", "cpu_s_per_1k", "errors"} | TIMES
MEMORY = {"api": Memory(rss_mb=80.0, pss_mb=60.5), "postgres": Memory(rss_mb=90.0, pss_mb=30.0)}


def run_with(replies: int, *, cpu: float = 1.0, errors: Counter[str] | None = None) -> Run:
    return Run(
        replies=replies,
        seconds=2.0,
        latencies=[number / 1000 for number in range(1, replies + 1)],
        cpu={"api": cpu, "postgres": cpu},
        load_generator_cpu=0.5,
        foreign_cpu=0.25,
        stolen_cpu=0.0,
        errors=errors or Counter(),
    )


def test_a_quiz_row_has_the_fields_that_the_interfaces_promise():
    row = quiz_row("product", 16, [run_with(100)], MEMORY)
    assert row.keys() >= PROMISED
    assert (row["bench"], row["subject"], row["users"]) == ("quiz", "product", 16)


def test_figures_are_medians_over_the_repetitions():
    row = quiz_row("product", 16, [run_with(100), run_with(400), run_with(200)], MEMORY)
    assert row["replies_per_s"] == 100.0
    assert row["runs"] == [50.0, 200.0, 100.0]
    assert row["p50_ms"] == 101.0


def test_cpu_is_counted_over_all_processes_for_a_thousand_replies():
    row = quiz_row("product", 1, [run_with(500, cpu=0.25)], MEMORY)
    assert row["cpu_s_per_1k"] == 1.0
    assert row["cpu_s_per_1k_by_process"] == {"api": 0.5, "postgres": 0.5}


def test_errors_of_every_repetition_are_summed_and_named():
    wrong, late = Counter({"reply:wrong after end": 2}), Counter({"TimeoutError": 1})
    row = quiz_row("product", 1, [run_with(10, errors=wrong), run_with(10, errors=late)], MEMORY)
    assert row["errors"] == 3
    assert row["error_codes"] == {"reply:wrong after end": 2, "TimeoutError": 1}


def test_a_run_without_a_single_right_reply_has_no_times_and_no_cpu_a_reply():
    row = quiz_row("product", 1, [run_with(0, errors=Counter({"http:500": 9}))], MEMORY)
    assert (row["replies_per_s"], row["p50_ms"], row["cpu_s_per_1k"], row["errors"]) == (0.0, None, None, 9)


def test_a_memory_row_lists_each_process_and_their_sum():
    row = memory_row("product", MEMORY)
    assert row["pss_mb"] == 90.5
    assert row["pss_mb_by_process"] == {"api": 60.5, "postgres": 30.0}


def test_ratios_divide_the_product_by_the_floor_with_the_same_number_of_users():
    rows = [
        quiz_row("floor iii", 1, [run_with(200)], MEMORY),
        quiz_row("product", 1, [run_with(160)], MEMORY),
        quiz_row("floor iii", 16, [run_with(200)], MEMORY),
        memory_row("product", MEMORY),
    ]
    [ratio] = ratios(rows)
    assert (ratio["users"], ratio["replies_per_s"]) == (1, 0.8)


def test_results_written_are_read_back_and_shown_a_line_each(tmp_path: Path):
    rows = [quiz_row("product", 1, [run_with(100)], MEMORY), memory_row("product", MEMORY)]
    report.write(tmp_path / "bench" / "results.json", {"rows": rows})
    assert orjson.loads((tmp_path / "bench" / "results.json").read_bytes())["rows"] == rows
    assert len(report.table(rows, ratios(rows)).splitlines()) == 1 + len(rows)


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 3), (0.95, 5), (1.0, 5)])
def test_a_percentile_is_one_of_the_values(share: float, expected: int):
    assert percentile([1, 2, 3, 4, 5], share) == expected


def test_a_percentile_of_nothing_is_nothing():
    assert percentile([], 0.5) is None


def test_a_tree_of_processes_ends_where_another_root_begins():
    parent = os.getppid()
    found = trees({"above": parent, "here": os.getpid()})
    assert os.getpid() not in found["above"]
    assert found["here"][0] == os.getpid()


@pytest.mark.parametrize(
    ("reply", "unread", "code"),
    [
        ("You said b, Anna1: score 30. Say end.", 0, "reply:wrong after b"),
        ("You said b, Anna1: score 20. Say end.", 1, "reply:surplus after b"),
    ],
)
def test_a_wrong_reply_and_one_too_many_are_errors(reply: str, unread: int, code: str):
    with pytest.raises(PeerFault) as fault:
        check(QuizTurn(says="b", expects="score 20."), reply, unread)
    assert fault.value.code == code


def test_a_clock_row_tells_how_late_reminders_were_and_which_are_missing():
    load = Load(subject="due at once", due=4, apart=0.0, pending=6)
    late = [0.01, 0.02, 0.03]
    seen = Seen(fired=late, carried=late, seconds=1.5, cpu={"scheduler": 0.004}, missing=1, twice=0)

    row = clock_row(load, seen)

    assert row.keys() >= PROMISED
    assert (row["bench"], row["users"], row["replies_per_s"], row["errors"]) == ("clock", 10, 2.0, 1)
    assert (row["p50_ms"], row["carried_max_ms"], row["cpu_s_per_1k"]) == (20.0, 30.0, 1.0)
