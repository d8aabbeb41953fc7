from django.urls import path

from requests_app.views import (
    calendar,
    dashboard,
    discarded,
    edit,
    events,
    figures,
    lists,
    log,
    many,
    notices,
    proclaimed,
    reminders,
    saved_views,
    why,
)

app_name = "requests"

urlpatterns = [
    path("", lists.request_list, name="list"),
    path("overdue/", lists.overdue, name="overdue"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("figures/", figures.figures, name="figures"),
    path("many/", many.many, name="many"),
    path("many/undo/<int:pk>/", many.undo, name="undo_handover"),
    path("views/", saved_views.save, name="save_view"),
    path("views/<int:pk>/remove/", saved_views.remove, name="remove_view"),
    path("log/", log.log, name="log"),
    path("log/preview/", log.preview, name="log_preview"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("proclaimed/", proclaimed.proclaimed, name="proclaimed"),
    path("proclaimed/<int:pk>/withdraw/", proclaimed.withdraw, name="withdraw_proclaimed"),
    path("proclaimed/runs/<int:pk>/", proclaimed.run_progress, name="run_progress"),
    path("notices/", notices.notices, name="notices"),
    path("notices/settings/", notices.notice_settings, name="notice_settings"),
    path("notices/teams/<int:pk>/", notices.team_notices, name="team_notices"),
    path("reminders/<int:pk>/done/", reminders.done, name="reminder_done"),
    path("<int:pk>/remind/", reminders.remind, name="remind"),
    path("discarded/", discarded.discarded, name="discarded"),
    path("<int:pk>/discard/", discarded.discard, name="discard"),
    path("<int:pk>/restore/", discarded.restore, name="restore"),
    path("<int:pk>/edit/", edit.edit, name="edit"),
    path("<int:pk>/record/", events.record, name="record"),
    path("<int:pk>/why/", why.why, name="why"),
    path("events/<int:pk>/correct/", events.correct, name="correct"),
]
