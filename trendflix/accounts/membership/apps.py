"""Startup of accounts: kinds of job, what names a person, what is told of sessions."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MembershipConfig(AppConfig):
    """Accounts, invitations, tokens, exports."""

    name = "trendflix.accounts.membership"
    label = "membership"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register jobs, receivers, and the part of exports and deletions."""
        from trendflix.accounts.membership import personal_data, signals  # noqa: F401 - importing connects receivers
        from trendflix.accounts.membership.exports import exports_collect
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_periodic

        personal_data.register_all()
        home = "trendflix.accounts.membership"
        register("send_mail", f"{home}.mail.mails_job", label=pgettext_lazy("job", "mail"))
        register(
            "delete_accounts", f"{home}.deletion.deletions_job", label=pgettext_lazy("job", "deletion of accounts")
        )
        register("export_account", f"{home}.exports.export_job", label=pgettext_lazy("job", "export of an account"))
        register_periodic("send_mail", timedelta(minutes=10))
        register_periodic("delete_accounts", timedelta(hours=1))
        register_collector("exports of accounts", exports_collect)
