"""Notifies someone when the greenhouse needs attention."""

from collections.abc import Callable
from datetime import datetime, timedelta

from greenhouse.bus import SensorError


class AlarmBell:
    """Rings at most once an hour for the same cause, so that nobody learns to ignore it."""

    def __init__(self, ring: Callable[[str], None]) -> None:
        self._ring = ring
        self._last_rung: dict[str, datetime] = {}

    def report(self, cause: str, now: datetime) -> bool:
        last = self._last_rung.get(cause)
        if last is not None and now - last < timedelta(hours=1):
            return False
        self._last_rung[cause] = now
        self._ring(cause)
        return True

    def report_failure(self, sensor: str, error: SensorError, now: datetime) -> bool:
        return self.report(f"{sensor} does not answer: {error}", now)
