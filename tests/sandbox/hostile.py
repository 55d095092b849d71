"""Hostile scripts by kind and name. A result that begins with ESCAPED tells of one that got out.

`reach` in them finds modules that `import` would refuse: getting hold of `os` is easy, and no escape.
"""

from hostile_costly import MEMORY, TIME
from hostile_lying import POISON, PROTOCOL, RESULTS
from hostile_outward import FILES, NETWORK, PROCESSES, SECRETS

REACH = """
import asyncio
sys = asyncio.base_events.sys
os = asyncio.base_events.os
def reach(name):
    return sys.modules.get(name) or sys.modules["importlib"].import_module(name)
"""

KINDS = {
    "files": FILES,
    "network": NETWORK,
    "processes": PROCESSES,
    "secrets": SECRETS,
    "time": TIME,
    "memory": MEMORY,
    "results": RESULTS,
    "protocol": PROTOCOL,
    "poison": POISON,
}
SCRIPTS = {
    (kind, name): REACH + source for kind, scripts in KINDS.items() for name, source in scripts.items()
}
