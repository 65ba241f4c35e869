"""Abstract models that an app subclasses to be searched: documents, their spellings, and rows waiting to be indexed."""

from typing import ClassVar

from django.db import models


class Searchable(models.Model):
    """A row with a document; ``search_pending`` until the document is written.

    New rows are pending, whoever makes them. A search reads some pending rows as they are, so nothing is lost between
    a row and its document; ``core.pending`` writes what services did not, every few seconds.
    """

    search_pending = models.BooleanField(default=True, editable=False)

    class Meta:
        abstract = True


class Document(models.Model):
    """What one row is found by; tokens of ``core.search.text`` with one space between them.

    Subclasses add the primary key: a one-to-one field to the row. ``search_document_schema`` adds the full text index.
    """

    key = models.CharField(max_length=200, db_index=True, help_text="The folded name, for exact and prefix answers.")
    main = models.TextField(help_text="Tokens of the name.")
    rest = models.TextField(blank=True, help_text="Tokens of everything else.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class Spelling(models.Model):
    """A token of any document; misspelt words of queries are compared with these. Stale ones do no harm."""

    MIN_LENGTH: ClassVar[int] = 4
    MAX_LENGTH: ClassVar[int] = 40

    token = models.CharField(max_length=40, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.token
