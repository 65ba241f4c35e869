"""What the forms of accounts say where something is wrong, in the site's own words."""

from django.utils.translation import gettext_lazy as _

WRONG_SIGN_IN = _("Name and password do not belong together. Both may be mistyped.")

ACCOUNT_ERRORS = {
    "account_inactive": _("This account is switched off."),
    "cannot_remove_primary_email": _("This is the address of the account; choose another first."),
    "duplicate_email": _("The account has this address already."),
    "email_password_mismatch": WRONG_SIGN_IN,
    "username_password_mismatch": WRONG_SIGN_IN,
    "email_taken": _("Another account has this address."),
    "enter_current_password": _("This is not the password that the account has now."),
    "incorrect_code": _("This code is wrong, or too old."),
    "incorrect_password": _("This password is wrong."),
    "invalid_or_expired_key": _("This link is wrong, or too old."),
    "invalid_login": _("That is not how one signs in here."),
    "invalid_password_reset": _("This link is wrong, too old, or was used already."),
    "max_email_addresses": _("An account has up to %d addresses."),
    "too_many_login_attempts": _("Too many wrong passwords. Wait a while, then try again."),
    "unknown_email": _("No account has this address."),
    "unverified_primary_email": _("Confirm the address of the account first."),
    "username_blacklisted": _("This name cannot be used; choose another."),
    "select_only_one": _("Choose one alone."),
    "same_as_current": _("This is what it is already."),
    "rate_limited": _("That was too often. Wait a while, then try again."),
}
ONCE_MORE = {
    "reauthenticate": _("With the password"),
    "reauthenticate_by_code": _("With a code that a mail brings"),
    "mfa_reauthenticate": _("With a code of the authenticator app"),
}
MFA_ERRORS = {
    "add_email_blocked": _("Turn two-factor sign-in off before you change the address."),
    "cannot_delete_authenticator": _("Two-factor sign-in cannot be turned off."),
    "cannot_generate_recovery_codes": _("Recovery codes are for accounts with two-factor sign-in: turn that on first."),
    "incorrect_code": ACCOUNT_ERRORS["incorrect_code"],
    "unverified_email": _("Confirm the address of the account, then turn two-factor sign-in on."),
}
SOCIAL_ERRORS = {
    "email_taken": _("An account here has this address: sign in to it, then connect %s there."),
    "invalid_token": _("The answer of the other service cannot be used."),
    "no_password": _("Set a password first: without one nothing would be left to sign in with."),
    "no_verified_email": _("Confirm an address first: without one nothing would be left to sign in with."),
    "disconnect_last": _("This is the last service that the account is connected with; it stays."),
    "connected_other": _("Another account here is connected with it already."),
}
