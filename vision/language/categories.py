"""The garment categories, and which are searched together; the tables are in ``vision.language.vocabulary``."""

from vision.language.vocabulary import CATEGORIES, GROUPS, PARTS

__all__ = ["CATEGORIES", "GROUPS", "PARTS", "group_of"]
_GROUP_OF = {category: group for group, members in GROUPS.items() for category in members}


def group_of(category: str) -> str:
    """The search group of a category; ``""`` for no category."""
    return _GROUP_OF.get(category, "")
