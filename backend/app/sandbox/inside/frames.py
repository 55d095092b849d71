"""What goes through the two pipes of a worker. Numbers are little-endian.

A call is CALL (sequence number, bytes of source, bytes of payload), then both. An answer is ANSWER (the same
sequence number, bytes of JSON, 1 where it is the worker's last), then the JSON.
"""

from struct import Struct

CALL = Struct("<III")
ANSWER = Struct("<III")

READY = ANSWER.pack(0, 0, 0)  # the first thing a worker says

INPUT = 3  # the descriptor a worker reads calls from
OUTPUT = 4  # and the one it writes answers to

RETIRED = 17  # exit code of a worker that lets itself be replaced
UNJAILED = 18  # and of one that could not be shut in: nothing was run in it
NOT_MADE = 19  # told of one there was no process or descriptor for
BROKEN = 20  # exit code of one in which something failed that never should

LARGEST_CALL = 16 * 1024 * 1024
