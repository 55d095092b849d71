"""How many templates a workspace has: every inspection of its bots knows all of them."""

MOST_VERSIONS = 1000  # of all its templates together
MOST_BYTES = 16 * 1024 * 1024  # of these as JSON; as much is kept read in a process
