"""The command `emulscore`: it parses words, calls the library, and prints.

Exit codes: 0 done; 1 a check that was asked for failed; 2 wrong usage; 3 an input file cannot be used;
130 interrupted; 141 whoever read the output stopped reading.
"""

from emulscore.cli.run import main

__all__ = ["main"]
