"""Questions that need a search: ranges, gains, goals and faults. All of them stand on `formula.extremes`."""
