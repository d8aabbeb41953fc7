from django.urls import path

from accounts import views, views_site

app_name = "accounts"

urlpatterns = [
    path("", views.index, name="index"),
    path("profile/", views.profile, name="profile"),
    path("all/", views_site.teams, name="teams"),
    path("all/new/", views_site.new_team, name="new_team"),
    path("all/accounts/<int:pk>/", views_site.account, name="account"),
    path("<int:pk>/", views.team, name="team"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/members/<int:membership_pk>/invite/", views.invite_again, name="invite_again"),
    path("<int:pk>/members/<int:membership_pk>/role/", views.role, name="role"),
    path("<int:pk>/members/<int:membership_pk>/remove/", views.remove, name="remove"),
]
