"""Schemes and assessments as TOML, JSON and YAML files, for people who write them by hand."""

from emulscore.files._cases import load_cases, loads_cases
from emulscore.files._check import check_scheme
from emulscore.files._derive import derive_from_file, dump_changes, dumps_changes, load_changes, loads_changes
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
from emulscore.files._schema import DocumentType, json_schema, schema_text
from emulscore.files._syntax import Format

__all__ = [
    "DocumentType",
    "Format",
    "Source",
    "check_scheme",
    "derive_from_file",
    "dump_assessment",
    "dump_changes",
    "dump_scheme",
    "dumps_assessment",
    "dumps_changes",
    "dumps_scheme",
    "json_schema",
    "load_assessment",
    "load_cases",
    "load_changes",
    "load_scheme",
    "loads_assessment",
    "loads_cases",
    "loads_changes",
    "loads_scheme",
    "open_scheme",
    "schema_text",
]
