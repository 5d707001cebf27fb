"""Whether a text is an address in the sense of XML Schema's ``anyURI``: what the elements web and uri of CAP hold.

Source: RFC 3986, appendix A, with the characters that XML Schema lets through (W3C, XML Schema Part 2, 3.2.17) escaped
first. The tests hold it against the schema processor libxml2, which reads anything between square brackets as a host.
"""

import re

_ESCAPED = re.compile(r'[^\x21-\x7e]|[<>"{}|\\^`]')
_CHARACTER = r"[\w.~!$&'()*+,;=-]|%[0-9a-fA-F]{2}"
_PATH = rf"(?:{_CHARACTER}|[:@/])*"
_URI = re.compile(
    # A scheme, or no colon in the first part of the path.
    r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|(?![^/?#]*:))"
    # //user@host:port, or a path that does not look like it.
    rf"(?://(?:(?:{_CHARACTER}|:)*@)?(?:\[[^\]]*\]|(?:{_CHARACTER})*)(?::\d+)?(?=[/?#]|$)|(?!//))"
    rf"{_PATH}(?:\?(?:{_CHARACTER}|[:@/?])*)?(?:#(?:{_CHARACTER}|[:@/?\[\]])*)?",
    re.ASCII,
)


def is_uri(text: str) -> bool:
    """Tell whether a text, its outer blanks taken away, is an address or a part of one."""
    return _URI.fullmatch(_ESCAPED.sub("_", text)) is not None
