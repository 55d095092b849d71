"""How much may wait for people, and how long what they decided is kept."""

from datetime import timedelta

MOST_OPEN = 20  # of a bot
MOST_OF_TOKEN = 5  # of these: what one script makes leaves room for others
MOST_REVISIONS = 2000  # of a proposal: how often it may be changed
KEPT_FOR = timedelta(days=90)  # after it was decided
TOLD = 20  # parts or paths named in a line of the audit log
