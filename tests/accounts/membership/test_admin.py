"""What administrators see of accounts and do for them; nothing private is shown, and every act is logged."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.utils import timezone

from catalog.models import Title
from playback.models import Progress, Video
from tests.accounts.membership.conftest import LINK, sign_in, sign_up
from tests.clients import SiteClient
from trendflix.accounts.membership.models import Account, ActiveStream, Deletion, Invitation, OutgoingMail
from trendflix.accounts.personal import sections
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db
USERS = "/admin/auth/user/"
ACTS = ("disable", "enable", "send_reset", "sign_out")
SHOWN = {"auth.User", "admin.LogEntry", "membership.Invitation", "membership.OutgoingMail"}
"""Models that sections of exports hold and the admin shows; of all others only what names nobody."""
PRIVATE = {"viewer", "user", "pin", "password", "digest", "secret", "text", "html", "session_key", "ip", "data"}


def act(client: SiteClient, name: str, *users: User) -> Any:
    """Choose accounts in the list and do something for them."""
    return client.post(USERS, {"action": name, "_selected_action": [user.pk for user in users]}, follow=True)


def shown_fields(page: admin.ModelAdmin[Any], request: Any) -> Iterator[str]:
    """Fields of a model that a page of the admin shows, in its list, its form or its search."""
    yield from (str(name) for name in page.get_list_display(request))
    yield from (str(name) for name in page.get_search_fields(request))
    yield from flatten(page.get_fields(request, page.model()))


def test_no_page_of_the_admin_shows_who_did_what(rf: Any, carol: User) -> None:
    request = rf.get("/")
    request.user, request.session = carol, {}
    personal = {part.model for part in sections()} - SHOWN
    pages = {page.model._meta.label: page for page in admin.site._registry.values()}
    found = {label: PRIVATE & set(shown_fields(page, request)) for label, page in pages.items() if label in personal}
    assert {label: names for label, names in found.items() if names} == {}
    assert not {"playback.Progress", "catalog.WatchlistEntry", "membership.ApiToken", "mfa.Authenticator"} & set(pages)


def test_a_waiting_mail_is_listed_without_what_it_says(admin_client: SiteClient) -> None:
    OutgoingMail.objects.create(
        recipient="a@example.org", subject="Reset", text="https://secret/", html="https://secret/"
    )
    row = OutgoingMail.objects.get()
    for path in ("", f"{row.pk}/change/"):
        page = admin_client.get(f"/admin/membership/outgoingmail/{path}").content.decode()
        assert "Reset" in page and "https://secret/" not in page


def test_the_list_shows_the_state_of_accounts(admin_client: SiteClient, erin: User, alice: User) -> None:
    Visitor(erin.pk, "").viewer()
    ActiveStream.objects.create(user=erin, device="d")
    Deletion.objects.create(user=alice, due=timezone.now() + timedelta(days=3))
    answer = admin_client.get(USERS)
    rows = {user.username: user for user in answer.context["cl"].result_list}
    assert (rows["erin"].told_confirmed, rows["erin"].told_profiles, rows["erin"]._streams) == (True, 1, 1)
    assert rows["alice"].told_profiles == 0 and rows["alice"].deletion.due.strftime("%Y") in answer.content.decode()


def test_the_list_asks_no_query_for_each_account(admin_client: SiteClient, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        Visitor(User.objects.create_user(f"u{number}").pk, "").viewer()
    with django_assert_max_num_queries(9):
        admin_client.get(USERS)


def test_a_disabled_account_is_out_and_cannot_come_back_before_it_is_enabled(
    admin_client: SiteClient, erins: SiteClient, erin: User
) -> None:
    act(admin_client, "disable", erin)
    assert erins.get("/account/").status_code == 302
    assert sign_in(SiteClient(), "erin")["Location"] == "/accounts/inactive/"
    act(admin_client, "enable", erin)
    assert sign_in(SiteClient(), "erin")["Location"] == "/"


def test_a_reset_is_mailed_in_the_language_of_the_account(admin_client: SiteClient, erin: User, alice: User) -> None:
    Account.objects.create(user=erin, language="de")
    page = act(admin_client, "send_reset", erin, alice).content.decode()
    assert [message.to for message in mail.outbox] == [["erin@example.org"]]
    assert LINK.search(str(mail.outbox[0].body)) and "lice has no e-mail address" in page


def test_an_account_is_signed_out_everywhere(admin_client: SiteClient, erins: SiteClient, erin: User) -> None:
    act(admin_client, "sign_out", erin)
    assert erins.get("/account/").status_code == 302 and sign_in(erins, "erin")["Location"] == "/"


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_written_to_the_log(admin_client: SiteClient, erin: User, carol: User, name: str) -> None:
    act(admin_client, name, erin)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (carol, str(erin.pk)) and entry.change_message


def test_streams_of_one_account_are_limited_and_that_is_logged(admin_client: SiteClient, erin: User) -> None:
    page = admin_client.get(f"{USERS}{erin.pk}/change/").context["adminform"].form
    fields = {name: page[name].value() or "" for name in page.fields if name not in ("password", "last_login")}
    fields |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00", "last_login_0": "", "last_login_1": ""}
    fields |= {"is_active": "on", "is_staff": "", "is_superuser": "", "groups": [], "user_permissions": []}
    fields = {name: value for name, value in fields.items() if value != ""}
    forms = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MAX_NUM_FORMS": "1", "0-user": erin.pk, "0-max_streams": "2"}
    answer = admin_client.post(f"{USERS}{erin.pk}/change/", fields | {f"account-{k}": v for k, v in forms.items()})
    assert answer.status_code == 302 and Account.objects.get(user=erin).max_streams == 2
    assert LogEntry.objects.get().object_id == str(erin.pk)


def staff(*codenames: str) -> SiteClient:
    """The browser of staff who may do some things."""
    user = User.objects.create_user("sam", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = SiteClient()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ACTS)
def test_who_may_only_look_does_nothing(erins: SiteClient, erin: User, name: str) -> None:
    client = staff("view_user")
    act(client, name, erin)
    erin.refresh_from_db()
    assert erin.is_active and erins.get("/account/").status_code == 200 and not mail.outbox
    assert not LogEntry.objects.exists()


def test_staff_act_on_no_administrator_and_nobody_on_themselves(carol: User, admin_client: SiteClient) -> None:
    helper = staff("view_user", "change_user", "delete_user")
    assert "only another administrator" in act(helper, "disable", carol).content.decode()
    act(admin_client, "disable", carol)
    act(helper, "delete_selected", carol)
    carol.refresh_from_db()
    assert carol.is_active
    sam = User.objects.get(username="sam")
    page = helper.get(f"{USERS}{sam.pk}/change/").content.decode()
    assert 'name="is_superuser"' not in page and 'name="user_permissions"' not in page
    assert 'name="username"' not in helper.get(f"{USERS}{carol.pk}/change/").content.decode()


def test_deleting_an_account_here_leaves_nothing_either(admin_client: SiteClient, erin: User) -> None:
    video = Video.objects.create(title=Title.objects.create(name="R", slug="r"), duration=9.0)
    Progress.objects.create(viewer=Visitor(erin.pk, "").viewer(), video=video)
    admin_client.post(f"{USERS}{erin.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(username="erin").exists() and not Progress.objects.exists()
    assert not EmailAddress.objects.exists()


def test_an_invitation_is_made_shown_once_and_revoked(admin_client: SiteClient, settings: Any) -> None:
    settings.SIGN_UP = "invitation"
    answer = admin_client.post("/admin/membership/invitation/add/", {"email": "", "days": "3"}, follow=True)
    link = LINK.search(answer.content.decode().split('readonly size="60" value="')[1])
    assert link and link[1] not in admin_client.get("/admin/membership/invitation/").content.decode()
    row = Invitation.objects.get()
    assert row.invited_by is not None and row.invited_by.username == "carol" and LogEntry.objects.count() == 1
    path = link[1].split('"')[0]
    assert SiteClient().get(path).status_code == 302
    admin_client.post(f"/admin/membership/invitation/{row.pk}/delete/", {"post": "yes"})
    assert SiteClient().get(path).status_code == 410


def test_an_invitation_is_mailed(admin_client: SiteClient, client: SiteClient, settings: Any) -> None:
    settings.SIGN_UP = "invitation"
    fields = {"email": "zoe@example.org", "days": "3", "by_mail": "on"}
    admin_client.post("/admin/membership/invitation/add/", fields)
    link = LINK.search(str(mail.outbox[0].body).split("account:", 1)[1])
    assert link and mail.outbox[0].to == ["zoe@example.org"]
    client.get(link[1])
    assert sign_up(client).status_code == 302
    bad = admin_client.post("/admin/membership/invitation/add/", {"email": "", "days": "3", "by_mail": "on"})
    assert "Where is it to be sent?" in bad.content.decode()
