"""Whether the broker that wakes workers answers."""

from celery import current_app

TIMEOUT_SECONDS = 2


def broker_ping() -> None:
    """Connect to the broker. Raises what its driver raises where it does not answer within ``TIMEOUT_SECONDS``."""
    with current_app.connection_for_write(connect_timeout=TIMEOUT_SECONDS) as connection:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=TIMEOUT_SECONDS)
