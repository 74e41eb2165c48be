"""Waiting for something in the outside world."""

import time


def wait_for(condition, *, seconds, what=lambda: "", step=0.1):
    """Ask until the answer is true and return it; when it never is, say what was seen."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(step)
    raise AssertionError(f"not within {seconds} s\n{what()}")
