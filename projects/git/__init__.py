"""Repositories of teams: served over HTTP, guarded by hooks, read by the site. Knows no models."""
