"""Skips everything here on SQLite, where writers take turns."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def postgres(transactional_db: None) -> None:
    """Real transactions of several connections."""
    if connection.vendor != "postgresql":
        pytest.skip("writers take turns on this database")
