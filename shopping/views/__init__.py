"""The shop's pages: the way out, everything worn, the shop, a product, what a viewer saved and listed."""

from shopping.views.lists import list_change, list_product, list_read, lists, product_lists, saved_list
from shopping.views.out import go
from shopping.views.product import product
from shopping.views.review import review, review_frame
from shopping.views.saved import saved, saved_note, saved_remove
from shopping.views.shop import shop
from shopping.views.worn import worn

__all__ = [
    "go",
    "list_change",
    "list_product",
    "list_read",
    "lists",
    "product",
    "product_lists",
    "review",
    "review_frame",
    "saved",
    "saved_list",
    "saved_note",
    "saved_remove",
    "shop",
    "worn",
]
