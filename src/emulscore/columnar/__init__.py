"""A scheme over the columns of a table, for any engine: where facts come from, and the steps that work the points out.

It loads no engine: tables are scored by `emulscore.frames`, and written as a query by `emulscore.sql`.
"""
