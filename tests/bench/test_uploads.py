"""Many uploads at once against real web processes, some cut off in the middle: nothing is lost."""

import os

import pytest

from trendflix.bench import nginx, stream, uploads
from trendflix.bench.sending import piece_of
from trendflix.core.errors import UserError

MIB = 2**20
FILES, SIZE, GIANT = (int(text) for text in os.environ.get("TEST_UPLOADS", f"20,{2 * MIB},{40 * MIB}").split(","))


def test_pieces_of_a_made_up_file_join_wherever_it_is_cut() -> None:
    whole = piece_of(3, 0, 3 * MIB)
    parts = [piece_of(3, 0, 5), piece_of(3, 5, MIB), piece_of(3, MIB + 5, 2 * MIB - 5)]
    assert b"".join(parts) == whole and whole[4:8] == b"ftyp" and piece_of(4, 0, 100) != whole[:100]


@pytest.mark.worker
def test_simultaneous_uploads_lose_nothing_and_a_large_one_takes_no_memory() -> None:
    figures = uploads.measure(FILES, SIZE, GIANT, nginx=nginx.is_installed())
    assert figures["files"] == FILES and figures["lost"] == figures["giant_lost"] == 0
    assert figures["web_memory_peak_mib"] - figures["web_memory_before_mib"] < 30, figures


def test_without_nginx_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "is_installed", lambda: False)
    monkeypatch.setattr(uploads, "manage", lambda *words: None)
    with pytest.raises(UserError, match="nginx is not installed"):
        uploads.measure(nginx=True)
