"""One thread as it is pasted from different pages and programs; people and places are invented."""

REQUEST = """Dear Example Borough Council,

Under the Act we are requesting:

1. The contract for the park wardens
2. Its yearly cost

Yours faithfully,

Open Parks Lab"""
ACKNOWLEDGEMENT = """Dear Open Parks Lab,

Freedom of Information Request – FOI-21-0042

We acknowledge receipt of your request, which was received on 3 March 2021.

Yours sincerely

Information Team, Example Borough Council"""
ANSWER = """Dear Open Parks Lab,

The contract is attached. You can ask for an internal review.

Kind regards
Robin Field
Records Officer
Tel: 01632 960 001"""
THANKS = """Dear Robin Field,

Thank you, that is all.

Open Parks Lab"""

BARE = f"""Open Parks Lab

{REQUEST}

Robin Field, Example Borough Council

1 Attachment

\u00a0

{ACKNOWLEDGEMENT}

To find out how we use your details see our [1]notice.

References

Visible links
1. https://example.org/notice...
2. https://example.org/other...

Robin Field, Example Borough Council

2 Attachments

{ANSWER}

show quoted sections

{THANKS}

Looking for an EU Authority?

You can request documents directly from EU institutions elsewhere.

AskTheEU.org
"""
DATED = f"""Park wardens

Open Parks Lab made this Freedom of Information request to Example Borough Council

This request has been closed to new correspondence. Contact us if you think it should be reopened.

The request was successful.

Open Parks Lab

Delivered

March 2, 2021

{REQUEST}

Link to this

Report

Robin Field, Example Borough Council

March 5, 2021

1 Attachment

acknowledgement.pdf
30K Download View as HTML

{ACKNOWLEDGEMENT}

Link to this
Report

A. Reader left an annotation (7 March 2021)

This is like an older request.

Link to this

Robin Field, Example Borough Council

March 30, 2021

2 Attachments

 contract.pdf
 300K Download View as HTML

 cost.xlsx
 12K Download View as HTML

{ANSWER}

hide quoted sections

Link to this

Report

Open Parks Lab

Delivered

March 31, 2021

{THANKS}

Link to this

Report

Things to do with this request

Anyone:
Add an annotation
"""
FROM_LINES = f"""From: Open Parks Lab

2 March 2021

{REQUEST}

Link to this

From: Robin Field
Example Borough Council

5 March 2021

1 Attachment

{ACKNOWLEDGEMENT}

Link to this

From: Robin Field
Example Borough Council

30 March 2021

2 Attachments

{ANSWER}

show quoted sections

From: Open Parks Lab

31 March 2021

{THANKS}
"""
MAIL = f"""From: Open Parks Lab <parks@lab.example>
Sent: 02 March 2021 09:12
To: FOI <foi@example.gov.uk>
Subject: Park wardens

{REQUEST}

From: Robin Field <foi@example.gov.uk>
Sent: 05 March 2021 14:00
To: Open Parks Lab
Subject: RE: Park wardens
Attachments: acknowledgement.pdf

{ACKNOWLEDGEMENT}

From: Robin Field <foi@example.gov.uk>
Sent: 30 March 2021 08:30
To: Open Parks Lab
Subject: RE: Park wardens
Attachments: contract.pdf; cost.xlsx

{ANSWER}

From: Open Parks Lab <parks@lab.example>
Date: 31 March 2021 10:01
To: FOI <foi@example.gov.uk>
Subject: Re: Park wardens

{THANKS}
"""
ONE_LINE_HEADS = f"""Open Parks Lab 2 March 2021 Delivered

{REQUEST}

Link to this

Robin Field, Example Borough Council 5 March 2021

1 Attachment

acknowledgement.pdf

30K View Download Explore in Datasette

Show all attachments

{ACKNOWLEDGEMENT}

Link to this

Robin Field, Example Borough Council 30 March 2021

2 Attachments

{ANSWER}

Link to this

Open Parks Lab 31 March 2021 Delivered

{THANKS}
"""
TEXT_EXPORT = f"""From: Open Parks Lab
To: Example Borough Council
Date: 2 March 2021

{REQUEST}

From: Robin Field, Example Borough Council
To: Open Parks Lab
Date: 5 March 2021

{ACKNOWLEDGEMENT}

Attachment: acknowledgement.pdf (30K)

From: Robin Field, Example Borough Council
To: Open Parks Lab
Date: 30 March 2021

{ANSWER}

Attachment: contract.pdf (300K)
Attachment: cost.xlsx (12K)

From: Open Parks Lab
To: Example Borough Council
Date: 31 March 2021

{THANKS}
"""
LAYOUTS = {
    "bare": BARE,
    "dated": DATED,
    "from lines": FROM_LINES,
    "mail": MAIL,
    "heads of one line": ONE_LINE_HEADS,
    "text export": TEXT_EXPORT,
}
