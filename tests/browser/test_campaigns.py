"""The letter of a campaign as it reads while it is typed, and by a button where there is no script."""

import pytest
from django.urls import reverse

from tests.requests_app.campaigns import make_campaign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_preview_follows_what_is_typed(signed_in, script) -> None:
    campaign = make_campaign()
    page = signed_in(campaign.created_by, java_script_enabled=script)
    page.goto(reverse("correspondence:campaign_letter", args=[campaign.pk]))
    page.fill("#id_body", "{salutation}, good day {who}")
    if not script:
        page.get_by_role("button", name="Show how it reads").click()
    seen = page.locator("#letter-preview")
    seen.get_by_text("Dear Anytown District Council, good day {who}").wait_for(timeout=20_000)
    assert "There is no field who." in seen.inner_text()
    assert campaign.letters.get().body.startswith("{salutation}\n")
