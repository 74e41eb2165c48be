"""Who needs attention, why and since when, and what staff do about it."""
