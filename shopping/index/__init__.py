"""The product index: a FAISS cache of the vectors in the database.

May import ``shopping.models`` and ``vision``; imported by ``shopping.products`` and above.
"""
