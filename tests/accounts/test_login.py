"""Logging in, resetting a password and two-step log-in, as django-allauth is set up here."""

import base64
import hmac
import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import first_run
from tests.accounts.factories import PASSWORD, UserFactory, researcher

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
TRIES = 10


def log_in(client: Client, email: str, password: str = PASSWORD, **query: str):
    return client.post(LOGIN, {"login": email, "password": password, **query})


def words(response) -> str:
    """The page without what differs by chance: tokens, and the address that was typed."""
    html = re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", response.content.decode())
    return re.sub(r"\S+@\S+", "E-MAIL", html)


def test_people_log_in_by_e_mail_whatever_its_case() -> None:
    user = UserFactory(email="ada@example.org")
    client = Client()
    assert log_in(client, "ADA@Example.org")["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_session_is_a_new_one_after_logging_in() -> None:
    user, client = UserFactory(), Client()
    client.get(LOGIN)
    session = client.session
    session["kept"] = "before"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    log_in(client, user.email)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer() -> None:
    user = UserFactory()
    unknown, wrong = log_in(Client(), "nobody@example.org"), log_in(Client(), user.email, "wrong")
    assert unknown.status_code == wrong.status_code == 422
    assert words(unknown) == words(wrong)
    shut = log_in(Client(), UserFactory(is_active=False).email, "wrong")
    assert words(shut) == words(wrong)


@pytest.mark.parametrize("known", [True, False])
def test_ten_failures_are_answered_with_429_whether_or_not_there_is_an_account(known: bool) -> None:
    email = UserFactory().email if known else "nobody@example.org"
    client = Client()
    assert [log_in(client, email, "wrong").status_code for _ in range(TRIES)] == [422] * TRIES
    refused = log_in(client, email, "wrong")
    assert refused.status_code == 429
    assert "Too many tries" in refused.content.decode()
    assert log_in(client, email).status_code == 429


def test_ten_failures_from_many_addresses_still_guard_the_account() -> None:
    user = UserFactory()
    for n in range(TRIES):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(LOGIN, {"login": user.email, "password": "wrong"})
    elsewhere = Client(REMOTE_ADDR="10.0.1.1").post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert elsewhere.status_code == 429


def test_logging_in_rightly_is_never_counted_as_a_failure() -> None:
    user = UserFactory()
    assert [log_in(Client(), user.email).status_code for _ in range(TRIES + 2)] == [302] * (TRIES + 2)


def test_a_disabled_account_does_not_get_in() -> None:
    client = Client()
    response = log_in(client, UserFactory(is_active=False).email)
    assert response["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_logging_in_leads_nowhere_else(target: str) -> None:
    response = log_in(Client(), UserFactory().email, next=target)
    assert response["Location"] == reverse("home")


def test_logging_in_leads_back_to_the_page_that_was_asked_for() -> None:
    client = Client()
    asked = client.get("/requests/?q=blaby")
    assert asked["Location"] == "/accounts/login/?next=/requests/%3Fq%3Dblaby"
    assert log_in(client, UserFactory().email, next="/requests/?q=blaby")["Location"] == "/requests/?q=blaby"


def test_nobody_signs_up() -> None:
    given = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for response in (Client().get("/accounts/signup/"), Client().post("/accounts/signup/", given)):
        assert "By invitation only" in response.content.decode()
    assert not User.objects.exists()


def test_logging_out_takes_a_post() -> None:
    client = Client()
    client.force_login(UserFactory())
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_reset_tells_nobody_whether_there_is_an_account() -> None:
    user, shut = UserFactory(), UserFactory(is_active=False)
    reset = reverse("account_reset_password")
    answers = [
        Client().post(reset, {"email": email}, follow=True)
        for email in (user.email, "no@example.org", shut.email)
    ]
    assert words(answers[0]) == words(answers[1]) == words(answers[2])
    assert {answer.status_code for answer in answers} == {200}
    assert len({len(answer.redirect_chain) for answer in answers}) == 1
    links = [sent.to for sent in mail.outbox if "/password/reset/key/" in sent.body]
    assert links == [[user.email]]
    assert len(mail.outbox) == 3  # as much work for an unknown address as for a known one
    assert all("sign up" not in sent.body.lower() for sent in mail.outbox)


def test_resetting_a_password_ends_the_other_sessions_and_the_link_works_once() -> None:
    user = researcher()
    thief = Client()
    thief.force_login(user)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    new = {"password1": "quite a long secret", "password2": "quite a long secret"}
    client.post(form.request["PATH_INFO"], new)
    assert log_in(Client(), user.email, "quite a long secret").status_code == 302
    assert thief.get("/requests/").status_code == 302
    assert "no longer works" in Client().get(link).content.decode()


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused(weak: str) -> None:
    user = UserFactory()
    client = Client()
    log_in(client, user.email)
    given = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    response = client.post(reverse("account_change_password"), given)
    assert list(response.context["form"].errors) == ["password1"]


def test_reset_requests_are_limited_too() -> None:
    client = Client()
    reset = reverse("account_reset_password")
    answers = [client.post(reset, {"email": "no@example.org"}).status_code for _ in range(7)]
    assert answers[-1] == 429


def code_for(secret: str) -> str:
    """The code a telephone shows now (RFC 6238 with its defaults: SHA-1, 30 seconds, six digits)."""
    digest = hmac.digest(base64.b32decode(secret), int(time.time() // 30).to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def with_two_steps(user: User) -> tuple[Client, str]:
    """Log in and set up two-step log-in, as a person does it; the client and the secret."""
    client = Client()
    log_in(client, user.email)
    form = client.get(reverse("mfa_activate_totp"), follow=True)  # asks for the password again first
    assert form.request["PATH_INFO"] == reverse("account_reauthenticate")
    form = client.post(
        form.request["PATH_INFO"] + "?next=" + reverse("mfa_activate_totp"),
        {"password": PASSWORD},
        follow=True,
    )
    secret = form.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert done.status_code == 302, done.context["form"].errors
    return client, secret


def test_two_step_log_in_asks_for_the_code() -> None:
    user = UserFactory()
    _, secret = with_two_steps(user)
    client = Client()
    assert log_in(client, user.email)["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/requests/").status_code == 302
    cache.clear()  # a code is good once: forget that it was used to set up
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get("/requests/").status_code == 200


def test_the_first_account_of_an_installation_can_set_up_two_steps() -> None:
    user, _, _ = first_run("admin@localhost", PASSWORD)
    with_two_steps(user)
    assert log_in(Client(), user.email)["Location"].startswith(reverse("mfa_authenticate"))


def test_a_recovery_code_lets_in_once() -> None:
    user = UserFactory()
    client, _ = with_two_steps(user)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    answers = []
    for _ in range(2):
        client = Client()
        log_in(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        answers.append(client.get("/requests/").status_code)
    assert answers == [200, 302]


def test_guessing_codes_is_limited() -> None:
    user = UserFactory()
    with_two_steps(user)
    client = Client()
    log_in(client, user.email)
    for _ in range(TRIES):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    last = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert last.status_code == 429
    assert client.get("/requests/").status_code == 302
