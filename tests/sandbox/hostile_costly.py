"""Scripts that take what they can: time and memory."""

TIME = {
    "loop": "async def main(message, variables):\n    while True: pass\n",
    "loop_that_catches_everything": """
async def main(message, variables):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
    "alarm_switched_off": """
async def main(message, variables):
    signal = reach("signal")
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True: pass
""",
    "sum_in_c": "async def main(message, variables):\n    return sum(range(10 ** 12))\n",
    "power_in_c": "async def main(message, variables):\n    return len(str(10 ** 10 ** 7))\n",
    "factorial": "import math\nasync def main(message, variables):\n    return math.factorial(10 ** 7) % 7\n",
    "regular_expression": """
import re
async def main(message, variables):
    return bool(re.match(r"^(a+)+$", "a" * 40 + "b"))
""",
    "regular_expression_to_compile": """
import re
async def main(message, variables):
    return bool(re.match(r"(((a{1,200}){1,200}){1,200}){1,200}", "a" * 100))
""",
    "decimal_precision": """
from decimal import Decimal, getcontext
async def main(message, variables):
    getcontext().prec = 10 ** 7
    return str(Decimal(2) ** Decimal("0.5"))[:10]
""",
    "sleep": "import time\nasync def main(message, variables):\n    time.sleep(3600)\n",
    "sleep_in_the_loop": """
import asyncio
async def main(message, variables):
    await asyncio.sleep(10 ** 9)
""",
    "wait_for_ever": """
import asyncio
async def main(message, variables):
    await asyncio.Event().wait()
""",
    "loop_in_the_module": "while True: pass\n",
    "loop_in_str_of_an_exception": """
class Slow(Exception):
    def __str__(self):
        while True: pass
async def main(message, variables):
    raise Slow
""",
    "loop_in_del": """
class Slow:
    def __del__(self):
        while True: pass
async def main(message, variables):
    Slow()
""",
    "task_that_refuses_to_end": """
import asyncio
async def stay():
    while True:
        try:
            await asyncio.sleep(0)
        except BaseException: pass
async def main(message, variables):
    asyncio.get_running_loop().create_task(stay())
    await asyncio.sleep(0)
""",
    "slow_items_of_a_result": """
class Endless(dict):
    def items(self):
        while True: yield ("a", 1)
class Slow(list):
    def __iter__(self):
        while True: yield 1
async def main(message, variables):
    return {"a": Endless(b=1), "l": Slow([2])}
""",
    "catastrophic_constant": "async def main(message, variables):\n    return " + "-" * 30_000 + "1\n",
    "nested_comprehensions": """
async def main(message, variables):
    return len([1 for a in range(10**4) for b in range(10**4) for c in range(10**4)])
""",
}

MEMORY = {
    "list_that_doubles": "async def main(message, variables):\n    x = [0]\n    while True: x = x + x\n",
    "one_large_object": "async def main(message, variables):\n    return len(bytearray(10 ** 10))\n",
    "many_small_objects": """
async def main(message, variables):
    return [str(n) for n in range(10 ** 9)]
""",
    "text_that_doubles": "async def main(message, variables):\n    x = 'x'\n    while True: x += x\n",
    "variables_that_grow": """
async def main(message, variables):
    n = 0
    while True:
        variables["session.%d" % n] = str(n) * 1000
        n += 1
""",
    "coroutines": """
import asyncio
async def wait():
    await asyncio.sleep(0)
async def main(message, variables):
    return len(await asyncio.gather(*[wait() for _ in range(10 ** 7)]))
""",
    "format_width": "async def main(message, variables):\n    return len(f'{1:>5000000000}')\n",
    "memory_that_is_caught": """
async def main(message, variables):
    kept = []
    while True:
        try:
            kept.append(bytearray(10 ** 6))
        except MemoryError:
            pass
""",
    "memory_of_the_class": """
async def main(message, variables):
    for n in range(10 ** 9):
        type("T%d" % n, (), {"x": "y" * 10_000})
        variables["session.x"] = (variables.get("session.x"), "z" * 1000)
""",
    "recursion": "def f(n): return f(n + 1) + 1\nasync def main(message, variables):\n    return f(0)\n",
    "recursion_without_limit": """
def f(n): return f(n + 1) + 1
async def main(message, variables):
    sys.setrecursionlimit(10 ** 9)
    return f(0)
""",
    "recursion_in_c": """
async def main(message, variables):
    sys.setrecursionlimit(10 ** 9)
    x = ()
    for _ in range(10 ** 6): x = (x,)
    return repr(x)
""",
    "nested_source": "async def main(message, variables):\n    return " + "(" * 5000 + ")" * 5000 + "\n",
    "print_flood": "async def main(message, variables):\n    while True: print('x' * 1000)\n",
    "one_large_print": "async def main(message, variables):\n    print('x' * 40_000_000)\n    return 1\n",
}
