"""What titles are found by."""

from django.db import models

from catalog.models.titles import Title
from trendflix.core.search.models import Document, Spelling


class TitleDocument(Document):
    """What a title is found by: its name; its year, people, characters and genres."""

    title = models.OneToOneField(Title, models.CASCADE, primary_key=True, related_name="document")


class TitleSpelling(Spelling):
    """A token of a title's document."""
