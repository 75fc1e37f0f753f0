"""For processes whose clock libfaketime moves: its 0.9.10 takes Python's way of sleeping for an error."""

import select
import time
from typing import SupportsIndex


def _sleep(seconds: SupportsIndex | float) -> None:
    select.select([], [], [], float(seconds))


time.sleep = _sleep
