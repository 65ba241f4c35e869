"""Commands for films: they translate options and print; services decide."""
