from django.urls import path

from authorities import views, views_admin

app_name = "authorities"

urlpatterns = [
    path("", views.authority_list, name="list"),
    path("options/", views.options, name="options"),
    path("new/", views_admin.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views_admin.edit, name="edit"),
    path("<int:pk>/replace/", views_admin.replace_authority, name="replace"),
    path("<int:pk>/contacts/new/", views_admin.new_contact, name="add_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/mark/", views_admin.mark, name="mark_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/remove/", views_admin.remove, name="remove_contact"),
]
