"""How much one change may be, and how far behind its sender."""

LARGEST = 10 * 1024 * 1024  # bytes of a document as JSON

# What is done on the event loop takes some ms; what is more goes to a thread.
HEAVY = 1000  # values in the operations; 100 characters of a text count as one
LARGE = 256 * 1024  # bytes of a document

WRITTEN = 24 * 1024 * 1024  # bytes of a change in the history: what was done, and what takes it back
PAGE = 4 * 1024 * 1024  # bytes of a page of the history; one change is never too many
ORDERED_AGAIN = 200_000  # elements of lists that one change puts in order more than once

# A sender further behind would have the history of weeks read to be merged with; they read the draft anew.
FURTHEST = 1000  # revisions
MOST_TOUCHED = 4 * 1024 * 1024  # bytes of the paths others touched since

MOST_CONFLICTS = 200  # told in one answer
CONFLICT = 4 * 1024  # bytes of a value told there; of what is more only as much
MOST_MET = 256 * 1024  # bytes of what is told of conflicts beyond the newest of each operation
