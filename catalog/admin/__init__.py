"""The library for administrators, a module a noun."""

from catalog.admin import collections, home_rows, names, people, seasons, titles

__all__ = ["collections", "home_rows", "names", "people", "seasons", "titles"]
