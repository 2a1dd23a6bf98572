"""A scheme as SQL: one query over a table of facts, exact on every engine that the tests run.

It is text: no engine is loaded, and none is needed to write it.
"""

from emulscore.sql.export import SchemeSql, to_sql

__all__ = ["SchemeSql", "to_sql"]
