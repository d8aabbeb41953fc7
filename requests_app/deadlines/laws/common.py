"""Limits that are no law but our own habit, shared by several laws."""

from __future__ import annotations

from ..rules import Basis, Limit, Rule

# Neither the UK Acts nor most others set a time to acknowledge a request. Five working days is this tracker's
# own measure of when to ask whether a request arrived; nothing follows from missing it.
ACKNOWLEDGEMENT = Rule(Limit(5), "courtesy, no limit in law", Basis.COURTESY)

# No time is set for the requester's clarification: the clock just does not run. Twenty working days is this
# tracker's own reminder, well before an authority may treat a silent request as lapsed.
CLARIFICATION = Rule(Limit(20), "courtesy, no limit in law", Basis.COURTESY)
