"""The account over REST: settings, sessions, tokens, exports, deletion. Its addresses."""

from django.urls import URLPattern, path

from trendflix.accounts.membership.api import account, exports, sessions, tokens

urlpatterns: list[URLPattern] = [
    path("account/", account.AccountView.as_view(), name="api-account"),
    path("account/password/", account.PasswordView.as_view(), name="api-account-password"),
    path("account/email/", account.EmailView.as_view(), name="api-account-email"),
    path("account/deletion/", account.DeletionView.as_view(), name="api-account-deletion"),
    path("account/sessions/", sessions.SessionsView.as_view(), name="api-sessions"),
    path("account/sessions/<int:pk>/", sessions.SessionView.as_view(), name="api-session"),
    path("account/tokens/", tokens.TokensView.as_view(), name="api-tokens"),
    path("account/tokens/<int:pk>/", tokens.TokenView.as_view(), name="api-token"),
    path("account/exports/", exports.ExportsView.as_view(), name="api-exports"),
    path("account/exports/<int:pk>/", exports.ExportView.as_view(), name="api-export"),
]
