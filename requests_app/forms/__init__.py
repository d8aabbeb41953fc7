from requests_app.forms.as_at import AsAtForm
from requests_app.forms.edit import EditForm
from requests_app.forms.event import EventForm, WithdrawForm
from requests_app.forms.filters import FilterForm
from requests_app.forms.log import LogForm

__all__ = ["AsAtForm", "EditForm", "EventForm", "FilterForm", "LogForm", "WithdrawForm"]
