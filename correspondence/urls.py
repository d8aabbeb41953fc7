from django.urls import path

from correspondence.views import files, letters, paste, requests, suggestions

app_name = "correspondence"

urlpatterns = [
    path("requests/import/", paste.import_thread, name="import_thread"),
    path("requests/<int:pk>/", requests.request_page, name="request"),
    path("requests/<int:pk>/letters/add/", letters.add_letter, name="add_letter"),
    path("requests/<int:pk>/letters/upload/", letters.upload_mail, name="upload_mail"),
    path("requests/<int:pk>/letters/paste/", paste.paste_more, name="paste_more"),
    path("letters/<int:pk>/", letters.edit_letter, name="edit_letter"),
    path("letters/<int:pk>/remove/", letters.remove_letter, name="remove_letter"),
    path("letters/<int:pk>/put-back/", letters.put_back, name="put_back"),
    path("letters/<int:pk>/files/", files.attach, name="attach"),
    path("letters/<int:pk>/original/", files.original, name="original"),
    path("files/<int:pk>/", files.attachment, name="attachment"),
    path("suggestions/<int:pk>/", suggestions.answer, name="suggestion"),
]
