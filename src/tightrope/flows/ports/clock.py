"""What time it is, and waiting: the two things that a flow may not do by itself."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Says what time it is, in UTC."""

Naps = Callable[[float], None]
"""Waits so many seconds; a test does not."""
