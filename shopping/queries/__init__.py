"""The query worker: the process that holds the models and answers regions, words and similar products.

May import ``shopping.storefront`` and below; imported by ``shopping.api`` and commands.
"""
