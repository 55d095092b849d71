"""What the runtime counts of itself, in the process; the clock process looks at what waits in the database.

Labels come from the product's own short lists: never from a person, a bot or a text.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from prometheus_client import REGISTRY, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SMALL = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
LONG = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)

INGEST = Histogram("dbcv_ingest_seconds", "A message: from its coming to its commit", buckets=QUICK)
QUEUE_WAIT = Histogram(
    "dbcv_queue_wait_seconds",
    "A conversation: from the commit of its oldest open event to its turn",
    buckets=QUICK,
)
TURN = Histogram(
    "dbcv_turn_seconds", "Processor time of the turns of a conversation in a batch", buckets=SMALL
)
COMMIT = Histogram("dbcv_commit_seconds", "Writing what a batch of turns came to", buckets=QUICK)
EVENTS = Counter("dbcv_events_handled", "Events that turns have handled")
LOST = Counter("dbcv_commits_lost", "Conversations another worker had moved on meanwhile")
FAILED = Counter("dbcv_events_failed", "Attempts at an event that failed by a fault of ours")
PERFORM = Histogram(
    "dbcv_perform_seconds",
    "A request or an integration, from its beginning to its answer",
    ("command",),
    buckets=LONG,
)
DELIVERY = Histogram(
    "dbcv_delivery_seconds", "Carrying a message to a channel outside", ("channel", "outcome"), buckets=LONG
)
TIMER_LATE = Histogram("dbcv_timer_late_seconds", "How late timers fire", buckets=QUICK)
WAITING = Gauge(
    "dbcv_waiting", "Rows that wait, counted to ten thousand (told by the clock process)", ("queue",)
)
OLDEST = Gauge("dbcv_waiting_oldest_seconds", "How long the oldest of them has waited", ("queue",))
UNREAD = Gauge("dbcv_stream_unread", "Wake-ups no worker has read", ("stream",))
PENDING = Gauge("dbcv_stream_pending", "Wake-ups that were read and not acknowledged", ("stream",))


class PoolUse(NamedTuple):
    """Connections of a pool; `limit`: as many as it may have."""

    used: int
    idle: int
    limit: int


class _Pools(Collector):
    """Of connections, looked at when somebody asks."""

    def __init__(self) -> None:
        self._looks: dict[str, Callable[[], PoolUse]] = {}

    def watch(self, name: str, look: Callable[[], PoolUse]) -> None:
        """Until another is watched under that name."""
        self._looks[name] = look

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily(
            "dbcv_pool_connections", "Connections to PostgreSQL", labels=("pool", "state")
        )
        for name, look in self._looks.items():
            for state, number in look()._asdict().items():
                family.add_metric((name, state), number)
        yield family


POOLS = _Pools()
REGISTRY.register(POOLS)
