"""Review: a person looks at one garment after another, and has the last word on it and on what is matched to it.

May import ``shopping.storefront`` and below; imported by views and API.
"""
