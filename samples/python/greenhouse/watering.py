"""Decides when the valves open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from greenhouse.sensors.humidity import HumiditySensor
from greenhouse.sensors.soil_moisture import SoilMoistureSensor


@dataclass(frozen=True)
class WateringPlan:
    """How long to water, and why."""

    duration: timedelta
    reason: str


class WateringController:
    """Waters when the soil is dry, but never at noon and never twice within three hours."""

    pause = timedelta(hours=3)

    def __init__(self, soil: SoilMoistureSensor, humidity: HumiditySensor) -> None:
        self._soil = soil
        self._humidity = humidity
        self._last_watered: datetime | None = None

    def plan(self, now: datetime) -> WateringPlan | None:
        if not self._soil.is_too_low():
            return None
        if 11 <= now.hour < 15:
            return None
        if self._last_watered is not None and now - self._last_watered < self.pause:
            return None
        self._last_watered = now
        minutes = 4 if self._humidity.is_too_high() else 8
        return WateringPlan(timedelta(minutes=minutes), "the soil is dry")
