"""What titles and people are found by."""

from django.db import models

from catalog.models.people import Person
from catalog.models.titles import Title
from trendflix.core.search.models import Document, Spelling


class TitleDocument(Document):
    """What a title is found by: its name; its year, people, characters and genres."""

    title = models.OneToOneField(Title, models.CASCADE, primary_key=True, related_name="document")


class TitleSpelling(Spelling):
    """A token of a title's document."""


class PersonDocument(Document):
    """What a person is found by: the name."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="document")


class PersonSpelling(Spelling):
    """A token of a person's document."""
