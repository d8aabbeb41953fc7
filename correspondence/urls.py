from django.urls import path

from correspondence.views import doors, files, hooks, letters, mailboxes, paste, requests, suggestions

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
    path("mail/mailboxes/", mailboxes.mailboxes, name="mailboxes"),
    path("mail/mailboxes/add/", mailboxes.add_mailbox, name="add_mailbox"),
    path("mail/mailboxes/<int:pk>/", mailboxes.mailbox, name="mailbox"),
    path("mail/mailboxes/<int:pk>/try/", mailboxes.try_mailbox, name="try_mailbox"),
    path("mail/mailboxes/<int:pk>/switch/", mailboxes.switch_mailbox, name="switch_mailbox"),
    path("mail/mailboxes/<int:pk>/remove/", mailboxes.remove_mailbox, name="remove_mailbox"),
    path("mail/bring-in/", doors.bring_in, name="bring_in"),
    path("mail/bring-in/<int:pk>/", doors.mail_upload, name="mail_upload"),
    path("mail/unreadable/", doors.quarantine, name="quarantine"),
    path("mail/unreadable/<int:pk>/raw/", doors.raw_arrival, name="raw_arrival"),
    path("mail/unreadable/<int:pk>/again/", doors.try_again, name="try_again"),
    path("mail/hooks/<slug:service>/", hooks.hook, name="hook"),
    path("suggestions/<int:pk>/", suggestions.answer, name="suggestion"),
]
