"""Kills parts of a served academy at random while work is graded, and counts the verdicts."""
