"""Titles that were deleted and can be restored until the trash is emptied."""

from django.utils.translation import gettext_lazy as _

from catalog.models.titles import Title


class TrashedTitle(Title):
    """A title with ``trashed`` set; the same rows as ``Title``, for a list of their own."""

    class Meta:
        proxy = True
        verbose_name = _("title in the trash")
        verbose_name_plural = _("titles in the trash")
