"""The grader: its line, its workers, and judging again."""
