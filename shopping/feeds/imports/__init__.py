"""Imports: rows → products, what is held for a person, column mappings, reports, the files kept for it.

May import all of ``shopping.feeds``; imported by ``shopping.products`` and above.
"""
