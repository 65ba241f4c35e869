"""Commands for the project: they translate options and print; services decide."""
