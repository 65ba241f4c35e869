"""Commands for jobs: they translate options and print; services decide."""
