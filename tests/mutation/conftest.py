"""What pytest must not read as tests: these files work on the source, and run by their own command."""

collect_ignore = ["inside.py", "mutants.py", "run.py"]
