"""Commands for vision: they translate options and print; services decide."""
