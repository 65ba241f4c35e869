"""Viewers: the profiles of accounts, and anonymous sessions."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountsConfig(AppConfig):
    """Who keeps what."""

    name = "trendflix.accounts"
    label = "accounts"
    verbose_name = _("Viewers")

    def ready(self) -> None:
        """Register the job that removes what nobody can come back to."""
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_periodic

        label = pgettext_lazy("job", "removal of anonymous viewers")
        register("forget_viewers", "trendflix.accounts.forgetting.viewers_forget_job", "default", label=label)
        register_periodic("forget_viewers", timedelta(days=1))
