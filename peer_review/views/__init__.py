"""Pages of slots, bookings, evaluations and points."""
