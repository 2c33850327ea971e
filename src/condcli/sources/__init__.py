"""Asking public sources: one HTTP client, one update at a time, and what can go wrong with them."""
