"""Documents that support a score, and reading how Vietnamese texts cite them."""

from emulscore.evidence.citation import find_citations, parse_citation
from emulscore.evidence.document import Document, cite

__all__ = ["Document", "cite", "find_citations", "parse_citation"]
