"""How alerts are spared, and how long they are tried."""

from datetime import timedelta

LOOK = timedelta(seconds=15)  # between two looks at a bot
AGAIN = timedelta(hours=1)  # between two alerts while problems go on
QUIET = timedelta(minutes=15)  # below the threshold for so long: it is over
ATTEMPTS = 5
ATTEMPTS_CUT_OFF = 10  # so many have cut the clock itself off: nobody tries again
FIRST_PAUSE = timedelta(seconds=30)  # after a refusal; twice as long after each more
LEASE = timedelta(minutes=2)  # longer than any one attempt takes
LONGEST_WINDOW = 24 * 60  # minutes
KINDS_TOLD = 5  # of problems, in one alert
