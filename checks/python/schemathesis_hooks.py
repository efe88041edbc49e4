"""What schemathesis has to know about our server; ApiDocumentIT names this file in SCHEMATHESIS_HOOKS."""

import os
import re

import schemathesis
from schemathesis.openapi.checks import RejectedPositiveData

# The keys that the runs themselves sign in with, by id.
KEPT_KEYS = os.environ.get("GREENGROCER_KEPT_KEYS", "").split(",")

# Rules that a document of OpenAPI 3.1 cannot say: a request that breaks only these fits the document
# and is refused with 400 all the same.
BEYOND_THE_DOCUMENT = re.compile(
    "|".join(
        [
            # Of two parameters, only one may be given.
            r"limit and size: two names of one thing",
            r"last, from: give one of them",
            # A cursor is made by the server; its content is private to the server.
            r"cursor '.*': not one that a list gave",
            # JSON Schema takes 2.0 for an integer; the books take 2.
            r"'-?\d+\.0': must be a whole number",
        ]
    )
)


@schemathesis.hook
def filter_case(context, case):
    """Keeps a run from revoking the key of its own or of another."""
    revoked = case.operation.label == "DELETE /api/v1/keys/{id}" and (case.path_parameters or {}).get("id")
    return revoked not in KEPT_KEYS


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Lets the refusals pass that follow such a rule."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 400:
        return True
    return not BEYOND_THE_DOCUMENT.search(response.json()["detail"])


@schemathesis.serializer("application/zip")
def archive(context, value):
    """Sends bytes as they are: no schema says what makes an archive of a bundle."""
    return value if isinstance(value, bytes) else bytes(str(value), "utf-8")
