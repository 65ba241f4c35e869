"""How this site uses django-allauth; a part of the settings, imported by them, so it imports nothing of Django."""

from typing import Any

HERE = "trendflix.accounts.membership"
RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/15m/key",
    "signup": "10/m/ip",
    "reset_password": "10/m/ip,3/10m/key",
    "confirm_email": "1/1m/key",
}
"""Guesses are counted by address in django-axes; these count what is asked for, and guesses at one account."""


def allauth_settings(*, has_mail: bool, confirm: bool, https: bool, providers: dict[str, Any]) -> dict[str, Any]:
    """Django's settings for allauth.

    An address can be confirmed, and a password reset, only where mail is sent; without it none is asked for.
    """
    return {
        "ACCOUNT_ADAPTER": f"{HERE}.adapters.AccountAdapter",
        "ACCOUNT_FORMS": {
            "login": f"{HERE}.forms.SignInForm",
            "signup": f"{HERE}.forms.SignUpForm",
            "reset_password": f"{HERE}.forms.ResetForm",
            "add_email": f"{HERE}.forms.EmailForm",
            "change_password": f"{HERE}.password_forms.ChangeForm",
            "set_password": f"{HERE}.password_forms.SetForm",
            "reset_password_from_key": f"{HERE}.password_forms.ResetKeyForm",
            "reauthenticate": f"{HERE}.password_forms.OnceMoreForm",
        },
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", *(["email*"] if has_mail else []), "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory" if confirm else "optional",
        "ACCOUNT_PREVENT_ENUMERATION": "strict",
        "ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION": True,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if https else "http",
        "ACCOUNT_USERNAME_MIN_LENGTH": 2,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_RATE_LIMITS": RATE_LIMITS,
        "SOCIALACCOUNT_ADAPTER": f"{HERE}.adapters.SocialAdapter",
        "SOCIALACCOUNT_PROVIDERS": providers,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "MFA_ADAPTER": f"{HERE}.adapters.MfaAdapter",
        "MFA_FORMS": {
            "authenticate": f"{HERE}.password_forms.SecondFactorForm",
            "reauthenticate": f"{HERE}.password_forms.CodeOnceMoreForm",
            "activate_totp": f"{HERE}.password_forms.FirstCodeForm",
        },
        "MFA_TOTP_ISSUER": "TrendFlix",
        "MFA_TOTP_TOLERANCE": 1,
        "USERSESSIONS_TRACK_ACTIVITY": True,
    }
