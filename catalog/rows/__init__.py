"""The rows of the home page: ``plan`` says which, sources find keys of titles, ``compose`` puts them together.

Sources over-fetch keys by index; what of them a person may see and play is asked once for all rows.
"""
