"""Measures how bright it is."""

from datetime import datetime

from greenhouse.bus import Bus, scale
from greenhouse.readings import Reading, ReadingLog


class LightSensor:
    """Measures how bright it is."""

    name = "light"
    unit = "klx"

    def __init__(self, bus: Bus, channel: int = 3) -> None:
        self._bus = bus
        self._channel = channel
        self._log = ReadingLog()

    # Work here: open temperature.py, humidity.py and soil_moisture.py next to this file first. Then write below
    # this comment what every sensor does, line by line: measure, then report whether it is too dark, and too bright.

