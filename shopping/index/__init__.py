"""The product index: a cache, in files, of the vectors and the columns that matching reads from the database.

May import ``shopping.models`` and ``vision``; imported by ``shopping.products`` and above.
"""
