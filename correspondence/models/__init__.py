from correspondence.models.arrival import Arrival
from correspondence.models.attachment import Attachment
from correspondence.models.campaign_sending import CampaignSending
from correspondence.models.document import Document, DocumentPage
from correspondence.models.document_tag import DocumentTag, DocumentTagging
from correspondence.models.evidence import Evidence
from correspondence.models.last_read import LastRead
from correspondence.models.mail_move import MailMove
from correspondence.models.mail_upload import MailUpload
from correspondence.models.mailbox import Mailbox
from correspondence.models.message import Message
from correspondence.models.outgoing import OutgoingFile, OutgoingLetter
from correspondence.models.reply_address import ReplyAddress
from correspondence.models.share_link import ShareLink
from correspondence.models.suggestion import Suggestion
from correspondence.models.upload_link import Delivery, LeftFile, UploadLink
from correspondence.models.watch_term import Mention, TermReading, WatchTerm

__all__ = [
    "Arrival",
    "Attachment",
    "CampaignSending",
    "Delivery",
    "Document",
    "DocumentPage",
    "DocumentTag",
    "DocumentTagging",
    "Evidence",
    "LastRead",
    "LeftFile",
    "MailMove",
    "MailUpload",
    "Mailbox",
    "Mention",
    "Message",
    "OutgoingFile",
    "OutgoingLetter",
    "ReplyAddress",
    "ShareLink",
    "Suggestion",
    "TermReading",
    "UploadLink",
    "WatchTerm",
]
