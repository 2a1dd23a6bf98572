"""The version of the library, said once for everything that prints it."""

__version__ = "0.1.0"
