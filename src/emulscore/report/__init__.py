"""Schemes and scorecards as tables: plain data first, then HTML for notebooks and text for terminals."""
