"""What is fuzzed, by what it is fed, and how it is changed; `run.py` beside this folder brings them together."""
