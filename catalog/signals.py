"""Deleting what has pictures, in whatever way (cascade, query set, admin), removes them once that is committed.

Signals are the one hook that Django calls for all of these; what is done is the services'.
"""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from catalog.models import Collection, Person, Title
from catalog.services.pictures import pictures_of, pictures_remove


@receiver(post_delete, sender=Title)
@receiver(post_delete, sender=Collection)
@receiver(post_delete, sender=Person)
def on_pictured_deleted(instance: models.Model, **kwargs: Any) -> None:
    """Hand over to the service."""
    transaction.on_commit(partial(pictures_remove, pictures_of(instance)))
