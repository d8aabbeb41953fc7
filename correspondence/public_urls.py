"""The addresses that need no log-in: those whose secret lets somebody in, and what a team has published."""

from django.urls import path

from correspondence.views import published, upload

urlpatterns = [
    path("findings/<slug:slug>/", published.findings, name="findings"),
    path("findings/<slug:slug>/data.zip", published.findings_data, name="findings_data"),
    path("upload/<str:secret>/", upload.upload, name="upload"),
    path("upload/<str:secret>/files/", upload.announce_file, name="upload_announce"),
    path("upload/<str:secret>/files/<int:pk>/", upload.file_piece, name="upload_piece"),
    path("upload/<str:secret>/files/<int:pk>/remove/", upload.remove_left, name="upload_remove"),
    path("upload/<str:secret>/finish/", upload.finish_upload, name="upload_finish"),
    path("upload/<str:secret>/sent/", upload.upload_sent, name="upload_sent"),
]
