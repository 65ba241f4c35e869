"""Deleting a title, in whatever way (cascade, query set, admin), removes its pictures once that is committed.

Signals are the one hook that Django calls for all of these; what is done is the services'.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from catalog.models import Title
from catalog.services import pictures_remove


@receiver(post_delete, sender=Title)
def on_title_deleted(instance: Title, **kwargs: Any) -> None:
    """Hand over to the service."""
    names = [instance.poster.name, instance.backdrop.name]
    transaction.on_commit(partial(pictures_remove, names))
