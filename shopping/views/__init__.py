"""The shop's pages: the way out, everything worn in a title, what a viewer saved."""

from shopping.views.out import go
from shopping.views.saved import saved, saved_remove
from shopping.views.worn import worn

__all__ = ["go", "saved", "saved_remove", "worn"]
