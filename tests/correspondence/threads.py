"""Threads for tests, in words of our own."""

OPENING = """R. Researcher

Dear Marshland District Council,

Please send me, under the Freedom of Information Act 2000:

1. the name of each system in use since 1 April 2016, and of the company that supplied it
2. any impact assessment made before it was brought in

Yours faithfully,

R. Researcher
"""

ACKNOWLEDGEMENT = """
Sam Clerk, Marshland District Council

1 Attachment

Dear R. Researcher,

Freedom of Information Request – FOI-18-1134

We acknowledge receipt of it: your request was received on 20/07/2018.

Yours sincerely

Sam Clerk

show quoted sections
"""

ANSWER = """
Sam Clerk, Marshland District Council

2 Attachments

Dear R. Researcher,

Please find attached our response to your request.

Yours sincerely

Sam Clerk

show quoted sections
"""

THANKS = """
Dear Sam Clerk,

Many thanks for the answer, which will be of great use to us.

Yours sincerely,

R. Researcher
"""

SHORT = OPENING + ACKNOWLEDGEMENT
LONG = SHORT + ANSWER + THANKS
UNDATED = OPENING
