"""Mail: text and HTML from one template, sent at once, kept and tried again where the server does not take it."""

import logging
import re
import smtplib
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from trendflix.accounts.membership.models import OutgoingMail
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

log = logging.getLogger(__name__)
MAX_AGE = timedelta(days=2)
"""Links in mails are of no use much later, and are not kept longer."""
MAX_SUBJECT = 200
AT_ONCE = 200
ADDRESS_ALONE = re.compile(r"https?://\S+")


def mail_send(
    recipient: str, template: str, context: dict[str, Any], *, language: str, user: User | None = None
) -> bool:
    """Write ``<template>_subject.txt`` and ``_message.txt`` in a language and send them; ``False`` where it must wait.

    What the server does not take is kept and tried again (``mails_job``), so nothing is lost.
    """
    with translation.override(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())[:MAX_SUBJECT]
        text = render_to_string(f"{template}_message.txt", context).strip()
        html = render_to_string("account/email/layout.html", {"subject": subject, "parts": paragraphs(text)})
    owner = user if user is not None and user.pk else None
    mail = OutgoingMail(user=owner, recipient=recipient, subject=subject, text=text, html=html)
    error = _attempt(mail)
    if error:
        log.warning("a mail waits: %s", error)
        mail.error = error[:300]
        mail.save()
    return not error


def paragraphs(text: str) -> list[dict[str, str]]:
    """The paragraphs of a plain text; one that is an address alone becomes a button, named by the line above it."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [{"link" if ADDRESS_ALONE.fullmatch(part) else "text": part} for part in parts]


def mails_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Send what waits; mails older than ``MAX_AGE`` are given up."""
    given_up, _ = OutgoingMail.objects.filter(created__lt=timezone.now() - MAX_AGE).delete()
    sent = 0
    for mail in OutgoingMail.objects.all()[:AT_ONCE]:
        error = _attempt(mail)
        if error:
            OutgoingMail.objects.filter(pk=mail.pk).update(error=error[:300], attempts=mail.attempts + 1)
            break  # the server does not answer; the rest waits for the next time
        mail.delete()
        sent += 1
    return {"sent": sent, "given_up": given_up}


def _attempt(mail: OutgoingMail) -> str:
    """Send a mail; what was wrong, or an empty text."""
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient])
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return ""
