from requests_app.models.answer import Answer, Exemption
from requests_app.models.campaign import Campaign, CampaignLetter, CampaignQuestion
from requests_app.models.campaign_authority import CampaignAuthority
from requests_app.models.deadline import Deadline
from requests_app.models.event import Event
from requests_app.models.feed import CalendarFeed
from requests_app.models.handover import HandedOver, Handover
from requests_app.models.importing import (
    RequestImport,
    RequestImportFinding,
    RequestImportMapping,
    RequestImportRow,
)
from requests_app.models.notice import Notice
from requests_app.models.proclaimed import Proclaimed
from requests_app.models.publication import Publication
from requests_app.models.question import Question
from requests_app.models.reference import Reference
from requests_app.models.reminding import NoticeSettings, Reminder, TeamNotices
from requests_app.models.report import Report
from requests_app.models.request import InformationRequest
from requests_app.models.research_field import FieldValue, ResearchField
from requests_app.models.run import RecomputeRun
from requests_app.models.saved_view import SavedView
from requests_app.models.tag import Tag, Tagging

__all__ = [
    "Answer",
    "CalendarFeed",
    "Campaign",
    "CampaignAuthority",
    "CampaignLetter",
    "CampaignQuestion",
    "Deadline",
    "Event",
    "Exemption",
    "FieldValue",
    "HandedOver",
    "Handover",
    "InformationRequest",
    "Notice",
    "NoticeSettings",
    "Proclaimed",
    "Publication",
    "Question",
    "RecomputeRun",
    "Reference",
    "Reminder",
    "Report",
    "RequestImport",
    "RequestImportFinding",
    "RequestImportMapping",
    "RequestImportRow",
    "ResearchField",
    "SavedView",
    "Tag",
    "Tagging",
    "TeamNotices",
]
