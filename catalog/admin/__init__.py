"""The library for administrators, a module a noun."""

from catalog.admin import collections, names, people, seasons, titles

__all__ = ["collections", "names", "people", "seasons", "titles"]
