"""Scripts that give back, speak and leave behind what they should not."""

RESULTS = {
    "deep": """
async def main(message, variables):
    x = []
    for _ in range(10 ** 5): x = [x]
    return x
""",
    "exploding_graph": """
async def main(message, variables):
    x = ["boom"]
    for _ in range(60): x = [x, x]
    return x
""",
    "cycle": "async def main(message, variables):\n    x = []\n    x.append(x)\n    return x\n",
    "large": "async def main(message, variables):\n    return 'x' * 300_000\n",
    "large_number": "async def main(message, variables):\n    return 10 ** 100_000\n",
    "large_decimal": """
from decimal import Decimal
async def main(message, variables):
    return Decimal("1E+999999")
""",
    "not_a_number": "async def main(message, variables):\n    return float('nan')\n",
    "set": "async def main(message, variables):\n    return {1, 2}\n",
    "bytes": "async def main(message, variables):\n    return b'x'\n",
    "half_characters": """
async def main(message, variables):
    return [chr(0xD800), chr(0), {chr(0xDFFF): 1}]
""",
    "lying_classes": """
class Text(str):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def encode(self, *given): return b"evil"
    def __str__(self): return "evil"
class Whole(int):
    def __repr__(self): return '"evil"'
class Map(dict):
    def __len__(self): return -1
async def main(message, variables):
    variables[Text("session.k")] = Map(a=Whole(1))
    return Map(b=Text("plain"))
""",
    "reduce": """
class Pickled:
    def __reduce__(self): return (os.system, ("true",))
async def main(message, variables):
    return Pickled()
""",
    "lying_metaclass": """
class Meta(type):
    @property
    def __name__(cls): raise SystemExit
class Odd(Exception, metaclass=Meta): pass
async def main(message, variables):
    raise Odd
""",
    "exit": "async def main(message, variables):\n    raise SystemExit(3)\n",
    "hard_exit_at_the_last_moment": """
import time
async def main(message, variables):
    end = time.monotonic() + 0.9
    while time.monotonic() < end: pass
    os._exit(0)
""",
    "retirement_at_the_last_moment": """
import time
async def main(message, variables):
    time.sleep(0.9)
    os._exit(17)
""",
    "hard_exit": "async def main(message, variables):\n    os._exit(0)\n",
    "abort": "async def main(message, variables):\n    os.abort()\n",
    "crash": """
async def main(message, variables):
    ctypes = reach("ctypes")
    ctypes.string_at(0)
""",
    "no_main": "x = 1\n",
    "plain_main": "def main(message, variables):\n    return 1\n",
    "main_is_a_number": "main = 3\n",
    "bad_syntax": "async def main(message, variables)\n    return 1\n",
    "null_character": "async def main(message, variables):\n    return '\0'\n",
}

PROTOCOL = {
    "write_an_answer": """
async def main(message, variables):
    body = b'{"value": "forged", "writes": {}, "prints": "", "problem": null, "error": null}'
    os.write(4, len(body).to_bytes(4, "little") * 3 + body)
    return "real"
""",
    "write_many_answers": """
async def main(message, variables):
    body = b'{"value": "forged", "writes": {}, "prints": "", "problem": null, "error": null}'
    for number in range(1, 1000):
        os.write(4, number.to_bytes(4, "little") + len(body).to_bytes(4, "little") + bytes(4) + body)
    return "real"
""",
    "announce_a_huge_answer": """
async def main(message, variables):
    os.write(4, (1).to_bytes(4, "little") + b"\\xff\\xff\\xff\\x7f" + bytes(4))
    while True: pass
""",
    "garbage": """
async def main(message, variables):
    os.write(4, bytes(range(256)) * 100)
    return 1
""",
    "flood_the_pipe": """
async def main(message, variables):
    while True: os.write(4, bytes(65536))
""",
    "read_the_next_call": """
async def main(message, variables):
    return "ESCAPED %r" % os.read(3, 10)
""",
    "close_the_pipes": """
async def main(message, variables):
    os.close(3)
    os.close(4)
    return 1
""",
    "every_other_descriptor": """
async def main(message, variables):
    found = []
    for number in [0, 1, 2, *range(5, 300)]:
        try:
            os.write(number, b"x")
            found.append(number)
        except OSError:
            pass
    return "ESCAPED %r" % found if found else "none"
""",
    "answer_that_is_no_json": """
async def main(message, variables):
    os.write(4, (1).to_bytes(4, "little") + (4).to_bytes(4, "little") + bytes(4) + b"{{{{")
    return 1
""",
    "deep_json_in_an_answer": """
async def main(message, variables):
    body = b'{"value": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    os.write(4, (1).to_bytes(4, "little") + len(body).to_bytes(4, "little") + bytes(4) + body)
    return 1
""",
}

POISON = {
    "builtins": """
async def main(message, variables):
    reach("builtins").len = lambda one: 42
    reach("builtins").LEAK = "left behind"
""",
    "json": "import json\nasync def main(message, variables):\n    json.dumps = lambda *a, **k: 'poisoned'\n",
    "math": "import math\nasync def main(message, variables):\n    math.pi = 3\n",
    "a_class_of_the_library": """
import json
async def main(message, variables):
    json.JSONEncoder.encode = lambda self, one: "poisoned"
""",
    "through_setattr": """
import json
async def main(message, variables):
    setattr(json, "loads", lambda *a: 1)
""",
    "through_vars": """
import json
async def main(message, variables):
    vars(json)["dumps"] = lambda *a, **k: "poisoned"
""",
    "sys_modules": """
import json
async def main(message, variables):
    sys.modules["json"] = None
    sys.modules["LEAK"] = json
""",
    "decimal_context": """
from decimal import DefaultContext, getcontext, setcontext
async def main(message, variables):
    DefaultContext.prec = 2
    getcontext().prec = 2
""",
    "random_seed": "import random\nasync def main(message, variables):\n    random.random = lambda: 0.1\n",
    "the_clock": """
import time
async def main(message, variables):
    time.time = lambda: 0
""",
    "the_worker_itself": """
async def main(message, variables):
    frame = sys._getframe()
    while frame:
        if "self" in frame.f_locals:
            frame.f_locals["self"]._sources.clear()
        frame = frame.f_back
    reach("inside.running")._BUILTINS["len"] = lambda one: 42
""",
    "the_import": """
async def main(message, variables):
    reach("builtins").__import__ = lambda *a, **k: None
""",
    "recursion_limit": "async def main(message, variables):\n    sys.setrecursionlimit(50)\n",
    "tracing": """
async def main(message, variables):
    sys.settrace(lambda *given: 1 / 0)
""",
    "asyncio_policy": """
import asyncio
async def main(message, variables):
    asyncio.sleep = None
    asyncio.base_events.BaseEventLoop.run_until_complete = None
""",
    "a_list_of_the_library": """
import calendar
async def main(message, variables):
    calendar.mdays[1] = 99
    calendar.mdays.append(1)
    string = reach("string")
    string.digits = "x"
""",
    "a_list_without_an_attribute": """
import calendar, html.entities, urllib.parse
async def main(message, variables):
    calendar.mdays[1] = 99
    calendar.mdays.append(1)
    html.entities.entitydefs["LEAK"] = "left behind"
    urllib.parse.uses_netloc.append("left behind")
""",
    "a_setting_of_the_library": """
import calendar, collections.abc, csv, warnings
async def main(message, variables):
    calendar.setfirstweekday(6)
    csv.field_size_limit(3)
    csv.register_dialect("LEAK")
    warnings.simplefilter("error")
    collections.abc.Sequence.register(int)
""",
    "a_setting_of_the_interpreter": """
import asyncio
async def main(message, variables):
    asyncio.base_events.sys.setrecursionlimit(60)
    asyncio.base_events.sys.set_int_max_str_digits(0)
""",
    "traps_of_numbers": """
import decimal
async def main(message, variables):
    decimal.DefaultContext.traps[decimal.Inexact] = True
""",
    "exit_hook": """
async def main(message, variables):
    reach("atexit").register(print, "left behind")
    reach("gc").callbacks.append(lambda *given: 1 / 0)
""",
}
