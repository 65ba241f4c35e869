"""What several processes do at once to the same rows, on PostgreSQL, whose transactions run beside each other."""
