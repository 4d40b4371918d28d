"""Measures how much water the air holds."""

from datetime import datetime

from greenhouse.bus import Bus, scale
from greenhouse.readings import Reading, ReadingLog


class HumiditySensor:
    """Measures how much water the air holds."""

    name = "humidity"
    unit = "%"

    def __init__(self, bus: Bus, channel: int = 1) -> None:
        self._bus = bus
        self._channel = channel
        self._log = ReadingLog()

    def measure(self, now: datetime) -> Reading:
        raw = self._bus.read(self._channel)
        value = scale(raw, raw_max=1023, low=0.0, high=100.0)
        reading = Reading(self.name, value, self.unit, now)
        self._log.append(reading)
        return reading

    def is_too_low(self) -> bool:
        average = self._log.moving_average(5)
        return average is not None and average < 45.0

    def is_too_high(self) -> bool:
        average = self._log.moving_average(5)
        return average is not None and average > 85.0
