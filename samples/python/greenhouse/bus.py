"""Access to the wires that the sensors hang on."""

from typing import Protocol


class SensorError(Exception):
    """A sensor did not answer, or answered nonsense."""


class Bus(Protocol):
    """Reads a raw number from a channel."""

    def read(self, channel: int) -> int: ...


def scale(raw: int, raw_max: int, low: float, high: float) -> float:
    """Maps a raw number from 0..raw_max linearly to low..high."""
    if not 0 <= raw <= raw_max:
        raise SensorError(f"raw value {raw} is outside 0..{raw_max}")
    return low + (high - low) * raw / raw_max
