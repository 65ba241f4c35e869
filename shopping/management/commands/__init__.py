"""Commands for feeds, products and matches: they translate options and print; services decide."""
