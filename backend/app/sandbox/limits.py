"""What a call, a worker and all workers together may take."""

from dataclasses import dataclass
from typing import Self

from app.settings import Settings

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxLimits:
    """Sizes are bytes, times seconds."""

    # a call
    seconds: float = 1.0
    memory: int = 96 * _MB  # above what a worker has to begin with
    prints: int = 64 * 1024
    result: int = 256 * 1024
    # a worker
    calls: int = 500
    cpu_seconds: int = 20
    idle_seconds: float = 300.0
    # all workers of a process together
    workers: int = 64
    all_memory: int = 1024 * _MB

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the operator wants them."""
        return cls(
            seconds=settings.sandbox_seconds,
            memory=settings.sandbox_memory_mb * _MB,
            prints=settings.sandbox_prints_kb * 1024,
            result=settings.sandbox_result_kb * 1024,
            workers=settings.sandbox_workers,
            all_memory=settings.sandbox_all_memory_mb * _MB,
        )

    @property
    def answer(self) -> int:
        """Of the JSON a worker sends; each character of a print may take six."""
        return self.result + 6 * self.prints + 64 * 1024
