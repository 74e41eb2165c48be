"""Ratios to a baseline measured in the same run, and what they printed last."""
