"""From what was typed to the assessment of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

from attrs import evolve

from emulscore import Assessment, Claim, Document, Measurement, Refused, Scheme, parse_citation
from emulscore.facts import AnyFact, TimeUnit
from emulscore.numbers import number
from emulscore.words import Lang

from .answers import told
from .fields import Bad, taken

__all__ = ["Entries", "unit_of"]

Data = dict[str, Any]
Entries = Mapping[str, Any]
"""What was typed: `unit`, `period`, `facts` by name, and `rows` by number (claimed points and evidence)."""


def unit_of(
    scheme: Scheme, times: Mapping[str, TimeUnit], before: Assessment, entries: Entries, bad: list[Data], lang: Lang
) -> Assessment:
    """Return the assessment that was typed; what it says beyond the form is kept from the file that was opened.

    Args:
        scheme: The scheme.
        times: The unit of time that the rules count each lateness in, where it is one.
        before: The assessment of that file, or an empty one.
        entries: What was typed.
        bad: Takes what cannot be taken, as the page is told of it.
        lang: The language that it is told in.
    """
    measured: dict[str, Measurement] = {}
    for name, fact in scheme.facts.items():
        found = taken(fact, entries["facts"].get(name, {}), times.get(name), scheme.readers.get(name))
        bad += [told(one, lang) for one in found.bad]
        if found.raw is not None:
            measured[name] = _kept(fact, found.raw, before)
    documents = {document.text: document for document in before.documents}
    evidence = {id_: _cited(row.get("evidence", ""), documents) for id_, row in entries["rows"].items()}
    return evolve(
        before,
        unit=before.unit if entries["unit"] == before.unit.text(lang) else entries["unit"].strip(),
        scheme=scheme.id,
        period=entries["period"].strip() or None,
        measurements=measured,
        claims=dict(_claimed(entries["rows"], before, bad, lang)),
        documents=tuple(documents.values()),
        evidence={id_: keys for id_, keys in evidence.items() if keys},
    )


def _kept(fact: AnyFact, raw: object, before: Assessment) -> Measurement:
    """Return a measurement, with the document and the notes that it had where its value is still the same."""
    known = before.measurements.get(fact.name)
    if known is not None:
        with suppress(Refused):
            if fact.read(before.values[fact.name]) == fact.read(raw):
                return known
    return Measurement(raw)


def _claimed(rows: Entries, before: Assessment, bad: list[Data], lang: Lang) -> Iterator[tuple[str, Claim]]:
    for id_, row in rows.items():
        text = row.get("points", "").strip()
        if not text:
            continue
        try:
            points = number(text)
        except Refused as refused:
            bad.append(told(Bad(("points",), refused.problem(row=id_, given=text)), lang))
            continue
        claim = before.claims.get(id_)
        yield id_, claim if claim is not None and claim.points == points else Claim(points)


def _cited(text: str, documents: dict[str, Document]) -> tuple[str, ...]:
    """Return the keys of the documents that a row cites, one a line; the same text is the same document."""
    lines = dict.fromkeys(filter(None, map(str.strip, text.split("\n"))))
    for line in lines:
        if line not in documents:
            taken_keys = {known.key for known in documents.values()}
            fresh = next(key for key in (f"cc{n}" for n in count(1)) if key not in taken_keys)
            document = Document(fresh, text=line)
            with suppress(Refused):  # what is no citation, or contradicts itself, is kept as its text
                found = parse_citation(line)
                document = document if found.key in taken_keys else evolve(found, text=line)
            documents[line] = document
    return tuple(documents[line].key for line in lines)
