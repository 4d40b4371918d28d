"""What a sensor has measured, and where readings are kept."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reading:
    """One measured value with its unit and time."""

    sensor: str
    value: float
    unit: str
    taken_at: datetime


class ReadingLog:
    """Keeps the newest readings of one sensor and forgets the rest."""

    def __init__(self, capacity: int = 1000) -> None:
        self._readings: deque[Reading] = deque(maxlen=capacity)

    def append(self, reading: Reading) -> None:
        self._readings.append(reading)

    def latest(self) -> Reading | None:
        return self._readings[-1] if self._readings else None

    def moving_average(self, count: int) -> float | None:
        """Average of the last `count` values, to smooth noise out."""
        values = [reading.value for reading in self._readings][-count:]
        return sum(values) / len(values) if values else None
