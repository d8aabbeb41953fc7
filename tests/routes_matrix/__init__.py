"""Who gets what from which address: one line for every route of the URL resolver.

A new route needs a line in `ROUTES`: the name of its view, what it answers to GET and to POST for each of `ROLES` in
that order, and, where its address holds ids, which things of the `World` they are. What the world lacks is added there:
everything in it belongs to the team of the researcher and the lead.
"""

from tests.routes_matrix import authorities, correspondence, requests, site
from tests.routes_matrix.answers import ROLES, Route
from tests.routes_matrix.world import World

__all__ = ["BY_MACHINES", "IN_THE_ADDRESS", "ROLES", "ROUTES", "Route", "World"]

ROUTES: dict[str, Route] = {**site.ROUTES, **authorities.ROUTES, **requests.ROUTES, **correspondence.ROUTES}

# Called by machines, which show a secret of their own in the place of a form's token.
BY_MACHINES = frozenset({"correspondence:hook", "stop_notices"})

# The secret in the address is the whole authority and no cookie counts: another site cannot make a browser send it.
IN_THE_ADDRESS = frozenset(name for name in ROUTES if name.partition("_")[0] == "upload")
