"""What came back is coded by keyboard, and without a script by plain forms."""

from __future__ import annotations

import pytest

from requests_app.models import Answer, InformationRequest
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.services.test_answering import QUESTIONS
from tests.correspondence.test_findings import ANSWER
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def coded() -> list[tuple[int, str]]:
    return list(Answer.objects.standing().values_list("question__position", "outcome").order_by("question"))


@pytest.fixture
def member(db):
    member = researcher()
    for name in ("Aber", "Bangor"):
        request = make_request(
            team=member.teams.get(), authority=AuthorityFactory(name=name), questions=QUESTIONS
        )
        make_letter(request, text=ANSWER)
    return member


def test_a_request_is_coded_and_the_next_one_opened_without_a_mouse(signed_in, member) -> None:
    first, second = InformationRequest.objects.order_by("authority__name")
    page = signed_in(member)
    page.goto(f"/requests/{first.pk}/coding/?sort=authority")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#question-{first.questions.get(position=2).pk}")
    page.keyboard.press("j")
    page.keyboard.press("4")
    page.locator(".coding__letters mark").last.dblclick()
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    page.get_by_text("Question 3 is saved").wait_for()
    page.wait_for_load_state()
    assert coded() == [(1, "disclosed"), (3, "refused")]
    assert Answer.objects.get(outcome="refused").evidence.get().text in ANSWER
    page.keyboard.press("n")
    page.wait_for_url(f"**/requests/{second.pk}/coding/?sort=authority")


def test_without_a_script_each_question_has_its_button(signed_in, member) -> None:
    first = InformationRequest.objects.order_by("authority__name").first()
    page = signed_in(member, java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto(f"/requests/{first.pk}/coding/")
    card = page.locator(".coding__card").nth(1)
    card.get_by_label("Published elsewhere").check()
    with page.expect_navigation():
        card.get_by_role("button", name="Save question 2").click()
    assert coded() == [(2, "published_elsewhere")]
    with page.expect_navigation():
        page.get_by_role("button", name="Record all 2 as suggested").click()
    assert coded() == [(1, "disclosed"), (2, "published_elsewhere"), (3, "partly_disclosed")]
