"""What authors write, with every module they may use: as plain Python gives it, at the moment of the turn."""

import pytest

from app.sandbox import Call
from app.sandbox.inside.modules import ALLOWED

USES = {
    "__future__": "import __future__; return __future__.annotations.compiler_flag",
    "abc": "import abc; return abc.ABC.__name__",
    "asyncio": "import asyncio; return await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))",
    "base64": "import base64; return base64.b64encode(b'x').decode()",
    "binascii": "import binascii; return binascii.hexlify(b'x').decode()",
    "bisect": "import bisect; return bisect.bisect([1, 2, 3], 2)",
    "calendar": "import calendar; return calendar.monthrange(2024, 2)[1]",
    "cmath": "import cmath; return cmath.sqrt(-1).imag",
    "collections": "import collections; return collections.Counter('aab').most_common(1)",
    "collections.abc": "from collections.abc import Mapping; return isinstance(variables, Mapping)",
    "contextlib": "import contextlib; return contextlib.nullcontext(3).enter_result",
    "copy": "import copy; return copy.deepcopy([[1]])",
    "csv": "import csv; return list(csv.reader(['a,b']))",
    "dataclasses": "import dataclasses as d; return d.asdict(d.make_dataclass('P', ['x'])(1))",
    "datetime": "import datetime; return str(datetime.datetime(2024, 2, 28) + datetime.timedelta(days=1))",
    "decimal": "import decimal; return str(decimal.Decimal('0.1') + decimal.Decimal('0.2'))",
    "enum": "import enum; return enum.Enum('E', 'a b').b.value",
    "fractions": "import fractions; return str(fractions.Fraction(1, 3) + 1)",
    "functools": "import functools; return functools.reduce(lambda a, b: a + b, [1, 2])",
    "hashlib": "import hashlib; return hashlib.sha256(b'x').hexdigest()[:8]",
    "heapq": "import heapq; return heapq.nsmallest(1, [2, 1])",
    "hmac": "import hmac; return hmac.new(b'k', b'x', 'sha256').hexdigest()[:8]",
    "html": "import html; return html.escape('<')",
    "html.entities": "from html.entities import name2codepoint; return name2codepoint['amp']",
    "itertools": "import itertools; return list(itertools.islice(itertools.count(), 2))",
    "json": "import json; return json.loads(json.dumps({'a': [1, None]}))",
    "math": "import math; return math.gcd(12, 18)",
    "numbers": "import numbers; return isinstance(1, numbers.Integral)",
    "operator": "import operator; return operator.itemgetter(1)([1, 2])",
    "random": "import random; return 0 <= random.random() < 1",
    "re": "import re; return re.findall(r'\\\\d+', 'a1b22')",
    "secrets": "import secrets; return len(secrets.token_hex(4))",
    "statistics": "import statistics; return statistics.mean([1, 2, 3])",
    "string": "import string; return string.Template('$a').substitute(a=1)",
    "textwrap": "import textwrap; return textwrap.shorten('hello world', 8)",
    "time": "import time; return time.gmtime().tm_year",
    "types": "import types; return types.SimpleNamespace(a=1).a",
    "typing": "import typing; return str(typing.get_args(typing.Optional[int])[0])",
    "unicodedata": "import unicodedata; return unicodedata.name('é')",
    "urllib.parse": "from urllib.parse import urlencode; return urlencode({'a': 'б'})",
    "uuid": "import uuid; return uuid.uuid4().version",
    "zoneinfo": "import zoneinfo as z; return z.ZoneInfo('Asia/Tokyo').key, 'UTC' in z.available_timezones()",
}
GIVEN = {
    "asyncio": [1, 2], "base64": "eA==", "binascii": "78", "bisect": 2, "calendar": 29, "cmath": 1.0,
    "csv": [["a", "b"]], "collections": [["a", 2]], "dataclasses": {"x": 1},
    "datetime": "2024-02-29 00:00:00", "decimal": "0.3",
    "enum": 2, "fractions": "4/3", "functools": 3, "hashlib": "2d711642", "json": {"a": [1, None]}, "math": 6,
    "re": ["1", "22"], "secrets": 8, "statistics": 2, "string": "1", "time": 2026, "uuid": 4,
    "unicodedata": "LATIN SMALL LETTER E WITH ACUTE", "urllib.parse": "a=%D0%B1",
    "zoneinfo": ["Asia/Tokyo", True],
}  # fmt: skip


def test_every_allowed_module_is_used_here():
    assert set(USES) == set(ALLOWED)


@pytest.mark.parametrize("module", ALLOWED)
async def test_an_allowed_module_works(bench, module: str):
    answer = await bench.body(USES[module].replace("\\\\", "\\"), bot="modules")
    assert (answer.problem, answer.error) == (None, {})
    assert answer.value == GIVEN.get(module, answer.value)
    assert answer.value is not None


async def test_the_future_can_be_imported(bench):
    source = "from __future__ import annotations\nasync def main(message, variables):\n    return 1\n"
    assert (await bench.run(source)).value == 1


async def test_a_module_that_is_not_allowed_is_refused_by_name(bench):
    answer = await bench.run("import socket\n")
    assert answer.error["type"] == "ModuleNotFoundError"
    assert answer.error["message"].startswith("Code cannot import socket. There are: abc, asyncio")
    assert (answer.error["line"], answer.error["source"]) == (1, "import socket")


async def test_only_keys_that_were_assigned_are_written(bench):
    given = {"session.a": 1, "session.b": [1], "session.c": 3}
    lines = (
        "variables['session.a'] = 2",
        "variables['session.b'].append(2)",
        "items = variables.setdefault('session.d', [])",
        "items.append(4)",
        "variables.update({'user.x': 1}, y=2)",
        "variables |= {'bot.z': None}",
        "variables['system.now'] = variables['scratch'] = {1, 2}",
        "variables['session.gone'] = 1",
        "del variables['session.gone']",
        "variables[(1, 2)] = 3",
    )
    answer = await bench.body(*lines, variables=given)
    assert answer.problem is None
    assert answer.writes == {"session.a": 2, "session.d": [4], "user.x": 1, "bot.z": None}


async def test_the_message_and_the_variables_are_what_was_given(bench):
    answer = await bench.body(
        "return [message['text'], variables['user.name'], variables.get('user.age', 7)]",
        message={"text": "привет"},
        variables={"user.name": "Ада"},
    )
    assert answer.value == ["привет", "Ада", 7]


async def test_an_error_is_told_with_its_line_and_its_source(bench):
    answer = await bench.run(
        "def half(x):\n    return x / 0\n\nasync def main(message, variables):\n    return half(1)\n"
    )
    assert answer.problem == "code:error"
    assert answer.error == {
        "type": "ZeroDivisionError",
        "message": "division by zero",
        "line": 2,
        "source": "return x / 0",
    }


async def test_an_error_in_a_library_is_told_with_the_authors_own_line(bench):
    answer = await bench.body("import json", "return json.loads('{')")
    assert (answer.error["type"], answer.error["line"]) == ("JSONDecodeError", 3)


async def test_prints_come_back_also_from_code_that_failed(bench):
    answer = await bench.body("print('a', 1, sep='-')", "print('é' * 3, end='!')", "1 / 0")
    assert (answer.prints, answer.problem) == ("a-1\nééé!", "code:error")


async def test_prints_beyond_the_limit_are_cut_and_the_code_goes_on(bench):
    answer = await bench.body("print('x' * 70_000)", "print('more')", "return 'done'")
    assert answer.value == "done"
    assert 64 * 1024 <= len(answer.prints) < 65 * 1024
    assert answer.prints.endswith("… (cut)")


async def test_nothing_of_a_call_is_there_in_the_next(bench):
    source = "COUNT = globals().get('COUNT', 0) + 1\nasync def main(message, variables):\n    return COUNT\n"
    assert [(await bench.run(source)).value for _ in range(3)] == [1, 1, 1]


async def test_exact_numbers_go_out_as_numbers(bench):
    answer = await bench.body(
        "from decimal import Decimal",
        "return [Decimal('1.10'), 10 ** 30, 0.1, True, (1, 2), {1: 'x', None: 2}]",
    )
    assert answer.value == [1.1, 10**30, 0.1, True, [1, 2], {"1": "x", "null": 2}]


async def test_half_characters_are_replaced(bench):
    answer = await bench.body("print(chr(0xD800))", "return chr(0xDFFF) + 'x'")
    assert (answer.value, answer.prints) == ("\ufffdx", "\ufffd\n")


class TestClock:
    NOW = "import datetime, time"

    async def test_it_is_the_moment_of_the_turn(self, bench):
        answer = await bench.body(
            self.NOW,
            "now = datetime.datetime.now",
            "said = [str(now(datetime.UTC)), str(now()), str(datetime.date.today())]",
            "return [*said, time.time(), time.ctime()]",
        )
        moment = "2026-01-01 10:00:00"
        assert answer.value == [
            f"{moment}+00:00",
            moment,
            "2026-01-01",
            1767261600.0,
            "Thu Jan  1 10:00:00 2026",
        ]

    @pytest.mark.parametrize(("offset", "hour"), [(10800, 13), (-12600, 6), (20700, 15)])
    async def test_naive_times_are_in_the_zone_of_the_turn(self, bench, offset: int, hour: int):
        answer = await bench.body(
            self.NOW,
            "return [datetime.datetime.now().hour, time.localtime().tm_hour,"
            " datetime.datetime.now().astimezone().utcoffset().total_seconds()]",
            offset=offset,
        )
        assert answer.value == [hour, hour, offset]

    async def test_it_stands_still_while_code_computes_and_moves_while_it_sleeps(self, bench):
        answer = await bench.body(
            "import asyncio, time",
            "before = time.time()",
            "sum(range(10_000))",
            "then = time.time()",
            "await asyncio.sleep(0.02)",
            "return [then - before, round(time.time() - then, 6)]",
        )
        assert answer.value == [0, 0.02]

    async def test_a_date_is_still_a_date(self, bench):
        answer = await bench.body(
            self.NOW,
            "now = datetime.datetime.now()",
            "return [repr(now), isinstance(now, datetime.date), type(now) is datetime.datetime,"
            " datetime.datetime.strptime('01.02.2024', '%d.%m.%Y').month]",
        )
        assert answer.value == ["datetime.datetime(2026, 1, 1, 10, 0)", True, True, 2]


class TestChance:
    LINES = (
        "import random, secrets, uuid",
        "return [random.random(), random.Random().random(), str(uuid.uuid4())]",
    )

    async def test_the_same_turn_draws_the_same(self, bench):
        first, second = [(await bench.body(*self.LINES, seed="a", fixed=True)).value for _ in range(2)]
        other = (await bench.body(*self.LINES, seed="b", fixed=True)).value
        assert first == second
        assert all(one != two for one, two in zip(first, other, strict=True))

    async def test_outside_of_tests_what_is_secret_stays_so(self, bench):
        first, second = [(await bench.body(*self.LINES, seed="a")).value for _ in range(2)]
        assert first[0] == second[0]
        assert first[2] != second[2]

    async def test_a_set_has_the_same_order_in_every_worker(self, bench):
        orders = [
            (await bench.body("return list({'a', 'b', 'c', 'd', 'e'})", bot=f"set{number}")).value
            for number in range(3)
        ]
        assert orders[0] == orders[1] == orders[2]


async def test_code_can_be_read_without_being_run(bench):
    call = Call(source="raise SystemExit\n", payload=b"{}")
    assert (await bench.sandbox.run("reader", call)).answer is not None
    answer = await bench.run("def f(:\n")
    assert (answer.error["type"], answer.error["line"], answer.error["source"]) == (
        "SyntaxError",
        1,
        "def f(:",
    )
