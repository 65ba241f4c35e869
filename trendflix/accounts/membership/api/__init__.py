"""Accounts over REST: below ``auth/`` for whoever is not signed in, below ``account/`` the caller's own, below
``accounts/`` and ``invitations/`` those that administrators see. Addresses.
"""

from django.urls import URLPattern, path

from trendflix.accounts.membership.api import (
    account,
    exports,
    invitations,
    mailed_keys,
    second_factor,
    sessions,
    sign_in,
    sign_up,
    support,
    tokens,
)
from trendflix.accounts.membership.support import ACTS

urlpatterns: list[URLPattern] = [
    path("auth/sign-up/", sign_up.SignUpView.as_view(), name="api-sign-up"),
    path("auth/sign-in/", sign_in.SignInView.as_view(), name="api-sign-in"),
    path("auth/confirm/", mailed_keys.ConfirmView.as_view(), name="api-confirm"),
    path("auth/reset/", mailed_keys.ResetView.as_view(), name="api-reset"),
    path("auth/reset/confirm/", mailed_keys.ResetConfirmView.as_view(), name="api-reset-confirm"),
    path("auth/keep/", mailed_keys.KeepView.as_view(), name="api-keep"),
    path("account/", account.AccountView.as_view(), name="api-account"),
    path("account/password/", account.PasswordView.as_view(), name="api-account-password"),
    path("account/email/", account.EmailView.as_view(), name="api-account-email"),
    path("account/deletion/", account.DeletionView.as_view(), name="api-account-deletion"),
    path("account/second-factor/", second_factor.SecondFactorView.as_view(), name="api-second-factor"),
    path("account/sessions/", sessions.SessionsView.as_view(), name="api-sessions"),
    path("account/sessions/<int:pk>/", sessions.SessionView.as_view(), name="api-session"),
    path("account/tokens/", tokens.TokensView.as_view(), name="api-tokens"),
    path("account/tokens/<int:pk>/", tokens.TokenView.as_view(), name="api-token"),
    path("account/exports/", exports.ExportsView.as_view(), name="api-exports"),
    path("account/exports/<int:pk>/", exports.ExportView.as_view(), name="api-export"),
    path("accounts/", support.SupportedList.as_view(), name="api-accounts"),
    path("accounts/<int:pk>/", support.SupportedDetail.as_view(), name="api-accounts-one"),
    *(
        path(f"accounts/<int:pk>/{act}/", support.SupportAct.as_view(act=act), name=f"api-accounts-{act}")
        for act in ACTS
    ),
    path("invitations/", invitations.InvitationList.as_view(), name="api-invitations"),
    path("invitations/<int:pk>/", invitations.InvitationDetail.as_view(), name="api-invitation"),
]
