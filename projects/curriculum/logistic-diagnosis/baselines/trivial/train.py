"""Learns nothing."""
