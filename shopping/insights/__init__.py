"""What viewers do with what is shown, rolled up by day, and what it earns."""
