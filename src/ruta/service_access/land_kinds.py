"""The words of the invented case list of a land and property unit: tenures, losses, stages and kinds of evidence."""

from typing import Final

PROPERTIES: Final = ("house", "plot", "lot", "shop")
TENURES: Final = ("title", "possession", "inheritance", "rent", "collective")
RIGHT_OF: Final = {
    "title": "ownership", "possession": "possession", "inheritance": "possession", "rent": "use",
    "collective": "collective",
}  # fmt: skip
"""The right that each tenure lets a household claim as it stands. Informal tenure is tenure, so each has one."""
LOSSES: Final = ("abandonment", "occupation", "forced-sale", "not-known")
TAKEN: Final = ("occupation", "forced-sale")
"""The forms of loss that say that somebody took the property. Abandonment does not."""
OCCUPANTS: Final = ("nobody", "family", "displaced-household", "third-party", "not-known")

STEPS: Final = ("claimed_on", "protected_on", "decided_on", "enforced_on", "in_possession_on")
"""The columns of the steps, in order. A file may be decided without ever having been protected."""
OPEN_STATES: Final = ("registered", "protected", "decided", "enforced")
ENDS: Final = ("restored", "compensated", "rejected", "withdrawn")
STATES: Final = (*OPEN_STATES, *ENDS)

ELEMENTS: Final = ("relation", "event", "loss", "link")
"""What a file has to show: the relation to the property, the event, the loss, and the link between the two."""
KINDS: Final = {
    "relation": {"deed": 3, "tax-receipt": 3, "utility-bill": 2, "testimony": 2},
    "event": {"register-entry": 3, "complaint": 3, "testimony": 2, "context-report": 1},
    "loss": {"inspection": 3, "sale-contract": 3, "testimony": 2, "context-report": 1},
    "link": {"complaint": 3, "letter": 3, "testimony": 2, "context-report": 1},
}
"""Kinds of evidence of each element and their mark: 3 = a dated document about this file, 2 = a voice or an indirect
document about this file, 1 = about the place only. A mark for planning work; what is proof is for the law to say."""
ABOUT_THE_FILE: Final = 2
"""The least mark of an item that speaks of this file and not of its place."""
TERM: Final = 730
"""Days after the event within which the invented unit takes requests of protection (two years, as in Colombia)."""
