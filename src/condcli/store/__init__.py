"""What updates stored, dated, and what of it is shown."""
