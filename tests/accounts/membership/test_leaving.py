"""Leaving: the copy of everything, and a deletion after which nothing is left."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from catalog.services import genres_set
from playback.models import Progress, Video
from playback.streaming.access import stream_url
from tests.accounts.membership.conftest import PASSWORD, link_in_mail, sign_in
from tests.clients import SiteClient
from trendflix.accounts.membership import deletion, exports
from trendflix.accounts.membership.deletion import account_erase, deletion_cancel, deletion_request, deletions_job
from trendflix.accounts.membership.models import ApiToken, Deletion, Export
from trendflix.accounts.membership.personal_data import NOBODY
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from trendflix.core.garbage import garbage_remove
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def ask(client: SiteClient, password: str = PASSWORD) -> str:
    """Ask for the deletion; the page that follows."""
    page: str = client.post("/account/delete/", {"password": password}).content.decode()
    return page


@pytest.fixture
def film(db: None) -> Video:
    """A film that plays."""
    title = Title.objects.create(name="Reel", slug="reel")
    genres_set(title, ["Drama"])
    video = Video.objects.create(title=title, package_key="k", duration=100.0)
    file = video.folder / "hls/k/0.m4s"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"data")
    return video


def content(answer: object) -> bytes:
    """The bytes of a file that is sent in pieces."""
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a FileResponse


def test_deletion_takes_the_password(erins: SiteClient) -> None:
    assert "not the account&#x27;s password" in ask(erins, "guess") and not Deletion.objects.exists()


def test_asking_signs_out_everywhere_and_ends_what_plays(erins: SiteClient, erin: User, film: Video) -> None:
    other = SiteClient()
    sign_in(other, "erin")
    playing = stream_url(film, Visitor(erin.pk, ""), "hls/k/0.m4s")
    assert other.get(playing).status_code == 200
    assert "signed out everywhere" in ask(erins)
    assert other.get(playing).status_code == 404 and other.get("/account/").status_code == 302
    assert mail.outbox[-1].to == ["erin@example.org"] and "will be deleted" in mail.outbox[-1].subject


def test_signing_in_again_asks_and_keeps_the_account(erins: SiteClient, erin: User) -> None:
    ask(erins)
    client = SiteClient()
    assert sign_in(client, "erin")["Location"] == "/accounts/restore/"
    assert "Keep the account?" in client.get("/accounts/restore/").content.decode()
    assert client.get("/account/").status_code == 302, "not signed in before the answer"
    assert client.post("/accounts/restore/")["Location"] == "/" and client.get("/account/").status_code == 200
    assert not Deletion.objects.exists() and "stays" in mail.outbox[-1].subject


def test_the_question_is_for_who_has_signed_in_alone(client: SiteClient, erin: User) -> None:
    deletion_request(erin)
    assert client.post("/accounts/restore/")["Location"] == "/accounts/login/" and Deletion.objects.exists()


def test_the_link_of_the_mail_keeps_the_account_when_it_is_confirmed(client: SiteClient, erins: SiteClient) -> None:
    ask(erins)
    link = link_in_mail()
    assert client.get(link).status_code == 200 and Deletion.objects.exists(), "a program may have followed it"
    assert "The account stays" in client.post(link).content.decode() and not Deletion.objects.exists()
    assert client.get(link).status_code == 410 and client.get("/accounts/restore/made-up/").status_code == 410


def test_nothing_is_deleted_before_its_time_and_everything_after(erins: SiteClient, erin: User, film: Video) -> None:
    Progress.objects.create(viewer=Visitor(erin.pk, "").viewer(), video=film, position=3.0)
    ask(erins)
    assert deletions_job(Job(), silent)["deleted"] == 0
    Deletion.objects.update(due=timezone.now())
    assert deletions_job(Job(), silent)["deleted"] == 1
    assert not User.objects.filter(username="erin").exists() and not Progress.objects.exists()
    assert "was deleted" in mail.outbox[-1].subject and mail.outbox[-1].to == ["erin@example.org"]
    assert sign_in(SiteClient(), "erin").status_code == 200, "as for an account that never was"


def test_an_account_that_is_kept_at_the_last_moment_stays(
    erins: SiteClient, erin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(erins)
    Deletion.objects.update(due=timezone.now())
    begin = deletion._erase_due

    def late(key: int) -> bool:
        deletion_cancel(erin)
        return begin(key)

    monkeypatch.setattr(deletion, "_erase_due", late)
    assert deletions_job(Job(), silent)["deleted"] == 0 and User.objects.filter(username="erin").exists()


def test_asked_twice_the_first_date_stays(erin: User, settings: Settings) -> None:
    first = deletion_request(erin)
    settings.DELETION_DAYS = 90
    assert deletion_request(erin).due == first.due and len(mail.outbox) == 1


def test_the_last_administrator_cannot_leave(carol: User, erin: User) -> None:
    with pytest.raises(UserError, match="last administrator"):
        deletion_request(carol)
    User.objects.filter(pk=erin.pk).update(is_superuser=True)
    assert deletion_request(carol).user == carol


def test_what_staff_did_stays_in_the_log_under_nobodys_name(carol: User, erin: User) -> None:
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(user=carol, content_type=kind, object_id=str(erin.pk), object_repr="erin", action_flag=2)
    account_erase(erin)
    assert LogEntry.objects.get().object_repr == "deleted account"
    account_erase(carol)
    nobody = LogEntry.objects.get().user
    assert nobody.username == NOBODY and not nobody.is_active and not nobody.has_usable_password()


def test_a_copy_holds_the_account_and_no_secrets(erins: SiteClient, erin: User, film: Video) -> None:
    Progress.objects.create(viewer=Visitor(erin.pk, "").viewer(), video=film, position=3.0)
    ApiToken.objects.create(user=erin, name="script", digest="d" * 64, start="tfx_abcd")
    erins.post("/account/exports/")
    row = Export.objects.get()
    answer = erins.get(f"/account/exports/{row.pk}/")
    assert answer["Content-Type"] == "application/zip" and "attachment" in answer["Content-Disposition"]
    archive = zipfile.ZipFile(BytesIO(content(answer)))
    parts = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
    assert parts["account.json"][0]["email"] == "erin@example.org"
    assert parts["positions.json"][0] | {"title": "Reel", "position": 3.0} == parts["positions.json"][0]
    assert parts["api_tokens.json"][0]["name"] == "script" and parts["watchlist.json"] == []
    pictures = [name for name in archive.namelist() if name.startswith("files/profiles/")]
    assert pictures == [f"files/profiles/{erin.viewers.get().pk}-fox.svg"] and b"<svg" in archive.read(pictures[0])
    whole = json.dumps(parts)
    erin.refresh_from_db()
    assert erin.password not in whole and "d" * 64 not in whole and str(erins.session.session_key) not in whole


def test_only_its_owner_fetches_a_copy_and_only_for_a_while(erins: SiteClient, erin: User, alice: User) -> None:
    erins.post("/account/exports/")
    row, alices = Export.objects.get(), SiteClient()
    sign_in(alices, "alice", "alice-password")
    path = f"/account/exports/{row.pk}/"
    assert alices.get(path).status_code == 404 and SiteClient().get(path).status_code == 302
    assert row.path.stat().st_mode & 0o077 == 0 or row.path.parent.stat().st_mode & 0o077 == 0
    Export.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert erins.get(path).status_code == 404
    garbage_remove(0.0)
    assert not row.path.exists() and not Export.objects.exists()


def test_a_large_copy_is_made_by_a_job_and_a_mail_tells_of_it(
    erins: SiteClient, erin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    erins.post("/account/exports/")
    erins.post("/account/exports/")
    row, job = Export.objects.get(), Job.objects.get(kind="export_account")
    assert row.size is None and "being made" in erins.get("/account/exports/").content.decode()
    assert erins.get(f"/account/exports/{row.pk}/").status_code == 404
    exports.export_job(job, silent)
    row.refresh_from_db()
    assert row.size and "ready" in mail.outbox[-1].subject and exports.export_job(job, silent) == {}


def test_copies_go_with_the_account(erins: SiteClient, erin: User) -> None:
    erins.post("/account/exports/")
    path: Path = Export.objects.get().path
    assert path.exists()
    account_erase(erin)
    assert not path.exists() and not EmailAddress.objects.exists()
