"""What changes: trials and papers."""
