"""Annexes as Word documents, in the form of Decree 30/2020/NĐ-CP; the same content as a page to print and as Markdown.

Written without any library, so it needs no extra; `import emulscore` does not load it.
"""

from emulscore.report.claims import Citations, Given
from emulscore.word.annex import annex_html, annex_markdown, write_annex, write_scheme

__all__ = ["Citations", "Given", "annex_html", "annex_markdown", "write_annex", "write_scheme"]
