"""How good marks are: estimates that know their uncertainty, and patterns worth a talk.

The modules that only compute (estimate, doubts, patterns, pairs) know no Django; the others feed them.
"""
