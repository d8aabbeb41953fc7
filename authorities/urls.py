from django.urls import path

from authorities import views, views_admin, views_care, views_export, views_proposals, views_sets

app_name = "authorities"

urlpatterns = [
    path("", views.authority_list, name="list"),
    path("options/", views.options, name="options"),
    path("export/", views_export.export, name="export"),
    path("new/", views_admin.create, name="create"),
    path("care/", views_care.care, name="care"),
    path("care/duplicates/", views_care.duplicates, name="duplicates"),
    path("care/merges/", views_care.merges, name="merges"),
    path("care/merges/<int:pk>/undo/", views_care.undo, name="undo_merge"),
    path("sets/", views_sets.set_list, name="sets"),
    path("sets/new/", views_sets.new_set, name="new_set"),
    path("sets/add/", views_sets.add_found, name="add_found"),
    path("sets/<int:pk>/", views_sets.set_detail, name="set"),
    path("sets/<int:pk>/edit/", views_sets.edit_set, name="edit_set"),
    path("sets/<int:pk>/members/", views_sets.change_members, name="set_members"),
    path("sets/<int:pk>/remove/", views_sets.remove_set, name="remove_set"),
    path("proposals/", views_proposals.proposals, name="proposals"),
    path("proposals/mine/", views_proposals.my_proposals, name="my_proposals"),
    path("proposals/missing/", views_proposals.propose_missing, name="propose_missing"),
    path("proposals/<int:pk>/", views_proposals.decide, name="decide"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views_admin.edit, name="edit"),
    path("<int:pk>/replace/", views_admin.replace_authority, name="replace"),
    path("<int:pk>/merge/", views_care.merge_authority, name="merge"),
    path("<int:pk>/different/", views_care.different, name="different"),
    path("<int:pk>/propose/", views_proposals.propose_change, name="propose"),
    path("<int:pk>/contacts/new/", views_admin.new_contact, name="add_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/mark/", views_admin.mark, name="mark_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/remove/", views_admin.remove, name="remove_contact"),
]
