"""Runs inside the box. Written with the driver protocol."""
