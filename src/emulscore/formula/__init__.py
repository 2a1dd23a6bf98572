"""The core: formulas of whole numbers, and what can be asked of them. Nothing here knows what a rule is."""
