"""Schemes and assessments as TOML, JSON and YAML files, for people who write them by hand."""

from emulscore.files._check import check_scheme
from emulscore.files._doors import (
    Source,
    dump_assessment,
    dump_scheme,
    dumps_assessment,
    dumps_scheme,
    load_assessment,
    load_scheme,
    loads_assessment,
    loads_scheme,
    open_scheme,
)
from emulscore.files._syntax import LARGEST_FILE, Format

__all__ = [
    "LARGEST_FILE",
    "Format",
    "Source",
    "check_scheme",
    "dump_assessment",
    "dump_scheme",
    "dumps_assessment",
    "dumps_scheme",
    "load_assessment",
    "load_scheme",
    "loads_assessment",
    "loads_scheme",
    "open_scheme",
]
