"""The broker of files on a disk that is full: no message is half there, and none that is ends a worker."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection
from pytest_django import Settings

from trendflix.celery import app
from trendflix.jobs.file_broker import Channel, Transport, halves_collect


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    """A channel of the site's kind to an empty folder."""
    folder = str(tmp_path)
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": str(tmp_path / "control")}
    with Connection("filesystem://localhost//", transport_options=options) as connection:
        channel = connection.channel()
        assert isinstance(channel, Channel)
        yield channel


def _full(*args: Any, **named: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_sites_own_application_has_it() -> None:
    with app.connection_for_write("filesystem://localhost//") as connection:
        assert isinstance(connection.transport, Transport)


def test_messages_come_in_their_order_each_once(channel: Channel, tmp_path: Path) -> None:
    for number in range(3):
        channel._put("media", {"number": number})
    channel._put("vision", {"number": 9})
    assert sorted(channel._get("media")["number"] for _ in range(3)) == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("media")
    assert channel._get("vision") == {"number": 9} and not list(tmp_path.glob("*.*"))


def test_without_room_no_message_is_left_half_written(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", _full)
    with pytest.raises(OSError, match="No space"):
        channel._put("media", {})
    assert not list(tmp_path.glob("*.*"))


def test_a_message_that_was_cut_is_dropped_and_the_next_one_read(channel: Channel, tmp_path: Path) -> None:
    (tmp_path / "0_cut.media.msg").touch()
    (tmp_path / "00_cut.media.msg").write_text('{"number": ')
    channel._put("media", {"number": 1})
    assert channel._get("media") == {"number": 1} and not list(tmp_path.glob("*.msg"))


def test_an_exchange_whose_file_is_empty_is_made_anew(channel: Channel, tmp_path: Path) -> None:
    (tmp_path / "control").mkdir()
    (tmp_path / "control" / "media.exchange").touch()
    assert channel.get_table("media") == []
    channel._queue_bind("media", "media", "", "media")
    assert [tuple(row) for row in channel.get_table("media")] == [("media", "", "media")]


def test_what_a_killed_process_left_of_a_message_is_swept(tmp_path: Path, settings: Settings) -> None:
    settings.BROKER_DIR = tmp_path
    (tmp_path / "a.half").touch()
    (tmp_path / "1_a.media.msg").touch()
    assert list(halves_collect()) == [tmp_path / "a.half"]
    del settings.BROKER_DIR
    assert list(halves_collect()) == []
