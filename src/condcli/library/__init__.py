"""What we know: the curated records."""
