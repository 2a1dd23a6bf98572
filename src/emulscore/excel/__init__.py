"""Workbooks: a data-entry template for any scheme, reading it back, a folder of them, and results as a workbook.

Needs the extra `excel`; `import emulscore` does not load it.
"""

from emulscore.excel.folder import Folder, Progress, read_folder, show_progress
from emulscore.excel.reading import read_workbook
from emulscore.excel.results import write_results
from emulscore.excel.template import write_template

__all__ = ["Folder", "Progress", "read_folder", "read_workbook", "show_progress", "write_results", "write_template"]
