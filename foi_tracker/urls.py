"""Every address of the site. Each route has its line in tests/routes_matrix/."""

from django.urls import include, path

from foi_tracker import health, status_page
from foi_tracker.home import home
from foi_tracker.keys import keys
from foi_tracker.styleguide import styleguide

urlpatterns = [
    path("", home, name="home"),
    path("keys/", keys, name="keys"),
    path("styleguide/", styleguide, name="styleguide"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("status/", status_page.status_page, name="status"),
    path("status.json", status_page.status_json, name="status_json"),
    path("accounts/", include("allauth.urls")),
    path("team/", include("accounts.urls")),
    path("authorities/", include("authorities.urls")),
    path("requests/", include("requests_app.urls")),
    path("", include("requests_app.public_urls")),
    path("", include("correspondence.public_urls")),
    path("", include("correspondence.urls")),
]
