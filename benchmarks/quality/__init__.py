"""How good is a mark? The published table, reproduced by the academy's own estimate."""
