"""Addresses of the account; those below ``accounts/`` answer without signing in."""

from django.urls import path

from trendflix.accounts.membership.views import account, deletion, exports, invitations, sessions, tokens

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/sessions/end/", sessions.sessions_end, name="sessions-end"),
    path("account/sessions/<int:pk>/end/", sessions.session_end, name="session-end"),
    path("account/tokens/", tokens.tokens, name="account-tokens"),
    path("account/tokens/<int:pk>/revoke/", tokens.token_end, name="account-token-revoke"),
    path("account/exports/", exports.exports, name="account-exports"),
    path("account/exports/<int:pk>/", exports.export, name="account-export"),
    path("account/delete/", deletion.delete, name="account-delete"),
    path("accounts/invitation/<str:secret>/", invitations.invitation, name="invitation"),
    path("accounts/restore/", deletion.restore, name="account-restore"),
    path("accounts/restore/<str:token>/", deletion.restore_link, name="account-restore-link"),
]
