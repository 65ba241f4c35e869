"""A site of its own that sends mails into a folder, and what a person reads in them."""

import email
import email.policy
import re
import time
from pathlib import Path

LINK = re.compile(r"https?://[^/\s]+(/accounts/\S+)")
PATIENCE_SECONDS = 15.0


class Mailbox:
    """The mails that a site wrote into a folder, a file a mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def newest(self, recipient: str, subject: str) -> str:
        """The text of the newest mail to somebody whose subject holds some words; waits until there is one."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for path in sorted(self._folder.glob("*.log"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
                message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                if message["To"] == recipient and subject in str(message["Subject"]):
                    body = message.get_body(("plain",))
                    return str(body.get_content()) if body is not None else ""
            time.sleep(0.2)
        raise AssertionError(f"no mail to {recipient} about {subject!r}")

    def link(self, recipient: str, subject: str) -> str:
        """The path of the link in it."""
        found = LINK.search(self.newest(recipient, subject))
        assert found, "a mail without a link"
        return found[1]
