"""Commands for the library: they translate options and print; services decide."""
