"""Accounts themselves: sign-up and sign-in, mail, invitations, sessions, tokens, streams, export and deletion.

Built on django-allauth. May import ``trendflix.accounts`` and what lies below it.
"""
