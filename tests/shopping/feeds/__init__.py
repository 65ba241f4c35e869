"""Reading feed files into rows."""
