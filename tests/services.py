"""Which services of this machine the tests can use. On CI all must be there; elsewhere tests say why they skip."""

import os
import socket
import sys
from urllib.parse import urlsplit

import pytest

ON_CI = os.environ.get("CI") == "true"
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


def answers(url: str, port: int) -> bool:
    """Whether something listens at an address."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), 2):
            return True
    except OSError:
        return False


def need(present: bool, what: str) -> None:
    """Skip with a line saying why, or fail on CI."""
    if present:
        return
    if ON_CI:
        pytest.fail(f"{what} must be there on CI")
    pytest.skip(f"needs {what}")


if __name__ == "__main__":
    if not answers(POSTGRES, 5432):
        sys.stdout.write("skipped: the PostgreSQL run needs a server at TEST_DATABASE_URL\n")
        sys.exit(2 if ON_CI else 1)
