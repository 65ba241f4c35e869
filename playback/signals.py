"""Deleting a film, in whatever way (cascade, query set, admin), enqueues the removal of its files.

Signals are the one hook that Django calls for all of these; what is done is the services'.
"""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from playback.models import Video
from playback.services.files import film_deleted


@receiver(post_delete, sender=Video)
def on_film_deleted(instance: Video, **kwargs: Any) -> None:
    """Hand over to the service."""
    film_deleted(instance.pk)
