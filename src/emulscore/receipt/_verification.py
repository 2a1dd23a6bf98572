"""Holds a receipt against what it was worked out from: everything is worked out again, and nothing it says is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import frozen

from emulscore._version import __version__
from emulscore.assessment import Assessment
from emulscore.canonical import FAMILIES, meanings
from emulscore.cohort import Cohort
from emulscore.errors import EmulscoreError, MeasurementError
from emulscore.facts import CohortFact
from emulscore.files._schemes import ASSESSMENT, read_as, read_scheme, scheme_tree
from emulscore.files._trees import Table
from emulscore.receipt._receipt import Receipt, cohort_print, inputs_print, printed_of
from emulscore.receipt._verdict import Check, Verification
from emulscore.registry import meaning
from emulscore.scheme import Scheme
from emulscore.words import Words

__all__ = ["pinned", "verify"]

_ROWS: Final[Mapping[str, Words]] = {
    "row": Words("Tiêu chí {}", "Criterion {}"),
    "group": Words("Nhóm {}", "Group {}"),
    "total": Words("Tổng điểm", "The total"),
}


def _told(error: EmulscoreError) -> str:
    return "; ".join(problem.text() for problem in error.problems)


def _same(subject: str, what: Words, said: str, found: str) -> Check:
    """Compare what was said with what was found."""
    ending = ("agree", "differ") if subject in {"inputs", "points"} else ("agrees", "differs")
    return Check(f"{subject}-{ending[said != found]}", what, said, found)


@frozen
class _Verifier:
    receipt: Receipt
    checks: list[Check]

    def scheme(self, given: Scheme | None) -> Scheme | None:
        """Return the scheme to score with, in the meanings that the receipt names where that gives its fingerprint."""
        receipt, own = self.receipt, self.receipt.embedded
        if given is None and own is None:
            self.checks.append(Check("scheme-not-given", said=receipt.scheme))
            return None
        try:
            if given is None and own is not None:
                given = read_scheme(Table(pinned(own.scheme, receipt.meanings)))
                self.checks.append(Check("scheme-own", found=given.fingerprint))
        except EmulscoreError as error:
            self.checks.append(Check("scheme-unreadable", found=_told(error)))
            return None
        assert given is not None  # noqa: S101 - one of the two was there
        scheme = given if given.fingerprint == receipt.fingerprint else self._as_then(given)
        self.checks.append(_same("scheme", Words(receipt.scheme), receipt.fingerprint, scheme.fingerprint))
        if scheme.id != receipt.scheme:
            self.checks.append(Check("scheme-differs", Words(receipt.scheme), receipt.scheme, scheme.id))
        self.checks.extend(_meanings(receipt.meanings, scheme))
        return scheme

    def _as_then(self, scheme: Scheme) -> Scheme:
        """Return the scheme with the meanings that the receipt names, if that is the scheme it speaks of."""
        try:
            tree = scheme_tree(scheme)
            then = read_scheme(Table(pinned(tree, self.receipt.meanings)))
        except EmulscoreError:  # a rule that files do not know, or that took other arguments then
            return scheme
        return then if then.fingerprint == self.receipt.fingerprint else scheme

    def unit(self, given: Assessment | None) -> Assessment | None:
        own = self.receipt.embedded
        if given is None and own is None:
            self.checks.append(Check("inputs-not-given", self.receipt.unit))
        elif given is None and own is not None:
            try:
                given = read_as(Table(own.assessment), ASSESSMENT, Assessment)
                self.checks.append(Check("inputs-own"))
            except EmulscoreError as error:
                self.checks.append(Check("inputs-unreadable", found=_told(error)))
        return given

    def cohort(self, given: Cohort | None, scheme: Scheme) -> Cohort | None:
        own = None if self.receipt.embedded is None else self.receipt.embedded.cohort
        facts = {name: fact for name, fact in scheme.facts.items() if isinstance(fact, CohortFact)}
        if given is None and own is not None:
            values = {name: Decimal(one) for name, one in own.values.items() if name in facts}
            given = Cohort(own.name, own.size, values, facts)
            self.checks.append(Check("cohort-own"))
        said, found = self.receipt.cohort or "—", cohort_print(given) or "—"
        if given is None and self.receipt.cohort is not None:
            self.checks.append(Check("cohort-not-given", said=said))
        elif said != found or given is not None:
            self.checks.append(_same("cohort", Words(""), said, found))
        return given

    def score(self, scheme: Scheme, unit: Assessment, cohort: Cohort | None) -> None:
        receipt = self.receipt
        if unit.unit != receipt.unit:
            self.checks.append(Check("unit-differs", said=receipt.unit.vi, found=unit.unit.vi))
        self.checks.append(_same("inputs", receipt.unit, receipt.inputs, inputs_print(scheme, unit)))
        try:
            card = scheme.score(unit, partial=True, cohort=cohort)
        except MeasurementError as error:
            self.checks.append(Check("inputs-refused", found=_told(error)))
            return
        found = {one.id: one for one in printed_of(card)}
        for row in receipt.results:
            what = Words(_ROWS[row.kind].vi.format(row.id), _ROWS[row.kind].text("en").format(row.id))
            one = found.pop(row.id, None)
            if one is None or one.kind != row.kind:
                self.checks.append(Check("points-unknown", what, row.points))
            else:
                self.checks.append(_same("points", what, row.points, one.points))
        for row in found.values():
            what = Words(_ROWS[row.kind].vi.format(row.id), _ROWS[row.kind].text("en").format(row.id))
            self.checks.append(Check("points-missing", what, found=row.points))
        grades = ", ".join(receipt.grade) or "—", ", ".join(band.id for band in card.open_grades) or "—"
        if set(grades) != {"—"}:
            self.checks.append(_same("grade", Words(""), *grades))


def verify(
    receipt: Receipt,
    scheme: Scheme | None = None,
    assessment: Assessment | None = None,
    *,
    cohort: Cohort | None = None,
) -> Verification:
    """Hold a receipt against a scheme and a unit: work everything out again, and compare.

    What is not given is taken from the receipt where it carries it; that only shows that the receipt agrees with itself,
    and says so. A receipt of an earlier meaning of a rule is worked out in that meaning.

    >>> from emulscore.receipt import receipt_of, verify
    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> receipt = receipt_of(scheme.score(assessment, partial=True), scheme)
    >>> verify(receipt, scheme, assessment).ok, verify(receipt, scheme).ok
    (True, False)

    Args:
        receipt: The receipt.
        scheme: The scheme, from where one trusts it.
        assessment: The unit's measurements, likewise.
        cohort: The cohort whose values relative rules compare with.
    """
    verifier = _Verifier(receipt, [])
    if receipt.version != __version__:
        verifier.checks.append(Check("version-other", said=receipt.version, found=__version__))
    found = verifier.scheme(scheme)
    unit = verifier.unit(assessment)
    if found is not None:
        among = verifier.cohort(cohort, found)
        if unit is not None:
            verifier.score(found, unit, among)
    return Verification(tuple(verifier.checks))


def _split(one: str) -> tuple[tuple[str, str], str]:
    """Return the family and kind of a tag, and its meaning."""
    name, _, number = one.rpartition("@")
    family, _, kind = name.partition(" ")
    return (family, kind), number


def _meanings(said: tuple[str, ...], scheme: Scheme) -> Iterator[Check]:
    """Say which kinds are not in their latest meaning, and which meanings of the receipt are not known here."""
    found = dict(map(_split, meanings(scheme)))
    latest = {
        (family, kind): str(meaning(cls))
        for family, _, known in FAMILIES
        for kind, cls in known().items()
        if "@" not in kind
    }
    for (family, kind), number in map(_split, said):
        now = found.get((family, kind))
        if now not in {None, number}:
            yield Check("meaning-gone", Words(kind), number, str(now))
        elif now is not None and latest.get((family, kind), now) != now:
            yield Check("meaning-earlier", Words(kind), number, latest[family, kind])


def pinned(tree: Mapping[str, object], said: tuple[str, ...]) -> dict[str, object]:
    """Return the tree of a scheme with every kind in the meaning that a receipt names, where it is known.

    Args:
        tree: The tree of a scheme's file.
        said: The receipt's meanings.
    """
    wanted = dict(map(_split, said))
    names: dict[str, str] = {}
    for family, _, known in FAMILIES:
        for kind, cls in known().items():
            number = wanted.get((family, kind))
            name = kind if number == str(meaning(cls)) else f"{kind}@{number}"
            if number is not None and name in known():
                names[kind] = name
    return {key: one if key == "facts" else _renamed(one, names) for key, one in tree.items()}


def _renamed(tree: object, names: Mapping[str, str]) -> object:
    if isinstance(tree, Mapping):
        renamed = {key: _renamed(one, names) for key, one in tree.items()}
        kind = str(tree.get("kind", "")).partition("@")[0]
        return renamed | ({"kind": names[kind]} if kind in names else {})
    return [_renamed(one, names) for one in tree] if isinstance(tree, list | tuple) else tree
