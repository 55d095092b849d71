"""What is measured: each subject is opened in a folder of its own and closed when the measuring is over."""

from bench.subjects.base import Open, Subject
from bench.subjects.floor import direct_floor, memory_floor, stream_floor
from bench.subjects.product import product

SUBJECTS: dict[str, Open] = {
    "product": product,
    "floor iii": stream_floor,
    "floor ii": direct_floor,
    "floor i": memory_floor,
}

__all__ = ["SUBJECTS", "Subject"]
