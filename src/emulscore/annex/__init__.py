"""Reading an annex that somebody wrote: claims, documents and the figures that its cells show.

Workbooks need the extra `excel`; texts and Word documents need none. `import emulscore` does not load it.
"""

from emulscore.annex.found import AnnexGroup, AnnexRow
from emulscore.annex.reading import AnnexReading, parse_annex, read_annex

__all__ = ["AnnexGroup", "AnnexReading", "AnnexRow", "parse_annex", "read_annex"]
