"""What supports the rows of an assessment: the documents that each cites, and the kinds that it must cite and does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from emulscore.assessment import Assessment
from emulscore.criteria import Criterion
from emulscore.evidence import Document
from emulscore.rules.rule import facts_of

__all__ = ["ANY", "WithoutDocument", "documents_of", "lacking", "rows_without"]

WithoutDocument = Literal["question", "no_points"]
"""What follows where a row lacks its documents: a question of the audit, or no points unless it is explained."""

ANY: Final = "văn bản"
"""What a row lacks that cites nothing and does not say which kind it must cite."""


def documents_of(row: Criterion, unit: Assessment) -> tuple[Document, ...]:
    """Return the documents that a row cites, then those that support the values it reads."""
    known = {document.key: document for document in unit.documents}
    keys = list(unit.evidence.get(row.id, ()))
    for fact in facts_of(row.rule):
        measured = unit.measurements.get(fact.name)
        if measured is not None and measured.document is not None:
            keys.append(measured.document)
    return tuple(known[key] for key in dict.fromkeys(keys))


def lacking(row: Criterion, unit: Assessment) -> tuple[str, ...]:
    """Return the kinds that a row must cite and does not; `ANY` where it must cite something and cites nothing."""
    documents = documents_of(row, unit)
    kinds = {(document.kind or "").casefold() for document in documents}
    missing = tuple(kind for kind in row.requires if kind.casefold() not in kinds)
    return missing if row.requires or documents else (ANY,)


def rows_without(rows: Iterable[Criterion], unit: Assessment) -> Mapping[str, tuple[str, ...]]:
    """Return what each row lacks, but for the rows whose lack the unit has explained."""
    found = {row.id: lacking(row, unit) for row in rows if row.id not in unit.explanations}
    return {id_: kinds for id_, kinds in found.items() if kinds}
