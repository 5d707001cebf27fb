"""The book as a whole: catalogue, language parity, release, site, browser lab, batch runs."""

import sys

# jsonschema, which nbformat needs, would parse a whole grammar of internationalised web addresses when it is imported:
# 1.5 s in every process that reads a notebook, to check a format that no notebook has. It does without where it must.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
