"""The points of a cohort: figures, rules, gifts and rehearsals of other rules."""
