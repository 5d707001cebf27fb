"""What the schema of the Common Alerting Protocol 1.2 lets pass and a careful office does not.

The schema accepts an update that follows nothing, a restricted message that says no restriction, an alert without words
or place (see the tests). Sources: OASIS, *Common Alerting Protocol Version 1.2* (2010), section 3.2, and the checks of
Google's public CAP library; the rules on addressee, action, deadline and ``Exercise`` are those of this course.
"""

import re
from collections.abc import Iterator, Sequence

from ruta.early_warning.cap_blocks import block_findings
from ruta.early_warning.cap_message import Alert
from ruta.early_warning.cap_references import reference_findings
from ruta.errors import InputError


def findings(message: Alert, *, earlier: Sequence[Alert] = (), in_course: bool = True) -> list[InputError]:
    """Return everything that is wrong with a message that the schema accepts.

    Parameters
    ----------
    message
        The message, from `cap_xml.parse` or made by hand.
    earlier
        Earlier messages at hand, against which its references are checked.
    in_course
        True where nothing may go out: a status ``Actual`` is then refused, because a practice message that is taken
        for a real one sends people running.

    Returns
    -------
    list of InputError
        Not raised: each says one sentence in the reader's language. Empty where nothing is wrong.
    """
    found = [*_envelope(message, in_course=in_course), *reference_findings(message, earlier=earlier)]
    if message.msg_type in ("Alert", "Update", "Cancel"):
        found += block_findings(message)
    return found


def _envelope(message: Alert, *, in_course: bool) -> Iterator[InputError]:
    for name in ("identifier", "sender"):
        text = getattr(message, name)
        if not text or re.search(r"[\s,<&]", text):
            yield InputError("alerting.name-characters", element=name, found=text)
    if in_course and message.status == "Actual":
        yield InputError("alerting.actual")
    if message.scope == "Restricted" and not (message.restriction or "").strip():
        yield InputError("alerting.no-restriction")
    if message.scope == "Private" and not (message.addresses or "").strip():
        yield InputError("alerting.no-addresses")
