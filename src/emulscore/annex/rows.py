"""From the lines of an annex to its rows: points, shares, documents, and what could not be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, field, frozen

from emulscore.annex.cells import points_in, shares_in, tidy, unclear
from emulscore.annex.columns import Role
from emulscore.annex.found import AnnexGroup, AnnexRow, Read
from emulscore.annex.grid import Cell
from emulscore.annex.lines import Entry
from emulscore.assessment import Claim
from emulscore.errors import Problem, Refused
from emulscore.evidence import Document
from emulscore.evidence.citation import evidence_in
from emulscore.evidence.heads import missing_part
from emulscore.figures import show
from emulscore.numbers import number
from emulscore.words import Words

__all__ = ["read_lines"]

_PAIRS: Final = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
_ROWS: Final = re.compile(r"(\d{1,3})\s*(?:tiêu chí|chỉ tiêu)", re.IGNORECASE)
_SCALE: Final = re.compile(
    r"(?:thang điểm|tối đa|tổng(?: số)?)\s?:?\s?(\d{1,4}(?:,\d+)?|\d{1,3}\.\d{3})\s?điểm", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"điểm (?:cộng|thưởng|trừ)|(?:cộng|thưởng|trừ) điểm|khuyến khích", re.IGNORECASE)
_UNFIT: Final = frozenset({"citation-draft", "citation-without-symbol"})


def read_lines(entries: Sequence[Entry]) -> Read:
    """Read every line; what cannot be taken becomes a problem at its cell."""
    reader = _Reader()
    rows: list[AnnexRow] = []
    groups: list[AnnexGroup] = []
    last = max((place for place, one in enumerate(entries) if one.kind == "row"), default=-1)
    for place, entry in enumerate(entries):
        if entry.kind == "group":
            groups.append(reader.group(entry))
        elif entry.kind == "row":
            row = reader.row(entry, last=place == last)
            if any(row.id == other.id for other in rows):
                reader.tell(entry.first("number"), Refused("annex-row-repeated"), row.id, given=row.title)
            else:
                rows.append(row)
    reader.announced(entries, {row.id: row for row in rows})
    reader.totals(entries, rows)
    documents = tuple(reader.documents.values())
    if rows:
        rows[-1] = reader.broken_off(rows[-1], next(e for e in reversed(entries) if e.kind == "row"))
    return Read(tuple(rows), tuple(groups), documents, tuple(reader.problems))


@frozen
class _Reader:
    """Reads lines, and gathers what they cite and what is wrong."""

    documents: dict[str, Document] = field(factory=dict, init=False)
    problems: list[Problem] = field(factory=list, init=False)
    last: list[Document] = field(factory=list, init=False)

    def tell(self, at: Cell, refused: Refused, row: str | None, given: object = None) -> None:
        self.problems.append(at.problem(refused, row=row, given=given))

    def points(self, entry: Entry, role: Role) -> Fraction | None:
        """Return the points of a role; of two that are given none is taken."""
        found: list[tuple[Cell, Fraction]] = []
        for cell in entry.cells[role]:
            try:
                points = points_in(cell)
            except Refused as refused:
                self.tell(cell, refused, entry.id or None)
                continue
            if points is not None:
                found.append((cell, points))
        if len(found) > 1:
            given = "; ".join(cell.text for cell, _ in found)
            self.tell(found[1][0], Refused("annex-points-twice"), entry.id or None, given)
            return None
        return found[0][1] if found else None

    def group(self, entry: Entry) -> AnnexGroup:
        base, claimed = self.points(entry, "base"), self.points(entry, "claimed")
        cited = [] if _in_title(entry) else self.evidence(entry, both=False, last=False)[1]
        return AnnexGroup(entry.id, entry.title, base, claimed, tuple(dict.fromkeys(cited)))

    def row(self, entry: Entry, *, last: bool) -> AnnexRow:
        base, claimed = self.points(entry, "base"), self.points(entry, "claimed")
        how = entry.text("how") or None
        if claimed is not None and base is not None and abs(claimed) > abs(base):
            self.tell(entry.first("claimed"), Refused("annex-claim-above-base", base=base), entry.id)
        title, cited = self.evidence(entry, both=_in_title(entry), last=last)
        cut = any(title.count(one) > title.count(other) for one, other in _PAIRS)
        if cut:
            self.tell(entry.first("title"), Refused("annex-cut"), entry.id)
        return AnnexRow(
            entry.id,
            title,
            base=base,
            claim=None if claimed is None else Claim(claimed, text=None if how is None else tidy(how)),
            appraised=self.points(entry, "appraised"),
            final=self.points(entry, "final"),
            how=how,
            share=self.share(entry, base),
            cited=tuple(dict.fromkeys(cited)),
            cut=cut,
            at=entry.first("number"),
        )

    def share(self, entry: Entry, base: Fraction | None) -> str | None:
        """Return the one share that a row shows."""
        roles: tuple[Role, ...] = ("how", "result")
        for role in roles:
            if unclear(entry.text(role)):
                self.tell(entry.first(role), Refused("annex-calculation"), entry.id)
        shown = {one.share: (role, one) for role in roles for one in shares_in(entry.text(role))}
        if len(shown) > 1:
            self.tell(entry.first("how"), Refused("annex-shares"), entry.id, "; ".join(shown))
            return None
        for share, (role, one) in shown.items():
            if one.factor is not None and base is not None and one.factor != base:
                refused = Refused("annex-factor", factor=one.factor, base=base)
                self.tell(entry.first(role), refused, entry.id)
            return share
        return None

    def evidence(self, entry: Entry, *, both: bool, last: bool) -> tuple[str, list[str]]:
        """Return a row's title, and the keys of what it cites; the title stands first where both are in one cell."""
        text = entry.text("evidence")
        if not text:
            return entry.title, []
        found = list(evidence_in(text))
        title = entry.title
        if both:
            before = []
            while found and isinstance(found[0], str):
                before.append(str(found.pop(0)))
            title = tidy(". ".join(before)) or title
        at, keys = entry.first("evidence"), []
        for one in found:
            if isinstance(one, Problem):
                self.problems.append(
                    evolve(one, row=entry.id, path=at.path, place=at.place)
                )  # the citation says what was given
                keys.append(self.basis(one.given or ""))
            elif isinstance(one, Document):
                keys.append(self.document(one, at, entry.id))
                if last:
                    self.last.append(one)
            else:
                code = missing_part(one)
                if code in _UNFIT:
                    self.tell(at, Refused(code), entry.id, one)
                keys.append(self.basis(one))
        return title, keys

    def basis(self, text: str) -> str:
        """Take a basis without a number; the same text is the same basis."""
        text = text.strip("“”…")
        known = next((one.key for one in self.documents.values() if not one.numbered and one.text == text), None)
        if known is None:
            known = f"cc{sum(not one.numbered for one in self.documents.values()) + 1}"
            self.documents[known] = Document(known, text=text)
        return known

    def document(self, one: Document, at: Cell, row: str) -> str:
        """Take a document; of several mentions the fullest is kept, and days that differ are told."""
        known = self.documents.get(one.key)
        if known is None or _fullness(one) > _fullness(known):
            self.documents[one.key] = one
        if known is not None and None not in {known.date, one.date} and known.date != one.date:
            self.tell(at, Refused("annex-documents-differ", key=one.key), row, f"{known.text}; {one.text}")
        return one.key

    def broken_off(self, row: AnnexRow, entry: Entry) -> AnnexRow:
        """Say of the last row whether it breaks off inside a citation that another row gives in full."""
        for one in self.last:
            full = self.documents[one.key]
            if one.subject and full.subject and full.subject != one.subject and full.subject.startswith(one.subject):
                self.tell(entry.first("evidence"), Refused("annex-cut"), row.id, one.text)
                return evolve(row, cut=True)
        return row

    def announced(self, entries: Sequence[Entry], rows: dict[str, AnnexRow]) -> None:
        """Hold what the headings of groups announce against the rows below them."""
        for place, entry in enumerate(entries):
            below = list(_below(entry.id, entries[place + 1 :], rows)) if entry.kind == "group" else []
            if not below:
                continue
            many, scale = _ROWS.search(entry.title), _SCALE.search(entry.title)
            points = sum((row.base or Fraction(0) for row in below), Fraction(0))
            short = []
            if many is not None and int(many[1]) != len(below):
                short.append(Words(f"{len(below)} trên {many[1]} tiêu chí", f"{len(below)} of {many[1]} criteria"))
            stated = None if scale is None else number(scale[1].replace(".", ""))
            if stated is not None and stated != points:
                short.append(_of(points, stated))
            if not short:
                stated = _stated(entry)
                short = [] if stated in {None, points} else [_of(points, stated or Fraction(0))]
            if short:
                self.tell(entry.first("number"), _incomplete(short), None, entry.title)

    def totals(self, entries: Sequence[Entry], rows: Sequence[AnnexRow]) -> None:
        """Hold the totals against the rows."""
        for entry in (one for one in entries if one.kind == "total"):
            base, claimed = self.points(entry, "base"), self.points(entry, "claimed")
            bases = [row.base for row in rows if row.base is not None]
            claims = [row.claim.points for row in rows if row.claim is not None]
            if any(points < 0 for points in bases) or any(_BESIDE.search(one.title) for one in entries):
                continue  # bonus and deductions count beside the scale, each office in its own way
            if base is not None and base != sum(bases):
                self.tell(entry.first("base"), _incomplete([_of(sum(bases, Fraction(0)), base)]), None)
            if claimed is not None and len(claims) == len(rows) and claimed != sum(claims):
                self.tell(entry.first("claimed"), _incomplete([_of(sum(claims, Fraction(0)), claimed)]), None)


def _in_title(entry: Entry) -> bool:
    """Say whether what a line cites stands in the cell of its title."""
    return any(cell in entry.cells["title"] for cell in entry.cells["evidence"] if cell.text)


def _below(group: str, rest: Sequence[Entry], rows: dict[str, AnnexRow]) -> Iterator[AnnexRow]:
    """Yield the rows below a heading, up to the next one that is not inside; `1.2` is not below `1.1`, with `1.1.1`."""
    inside = (f"{group}.", f"{group}-")
    numbered = rest[:1] and rest[0].id.startswith(inside)
    for entry in rest:
        if entry.kind == "total" or ((entry.kind == "group" or numbered) and not entry.id.startswith(inside)):
            return
        if entry.id in rows:
            yield rows[entry.id]


def _stated(entry: Entry) -> Fraction | None:
    try:
        found = [points for cell in entry.cells["base"] if (points := points_in(cell)) is not None]
    except Refused:  # told where the group was read
        return None
    return found[0] if len(found) == 1 else None


def _of(points: Fraction, stated: Fraction) -> Words:
    found, said = ((show(points, lang), show(stated, lang)) for lang in ("vi", "en"))
    return Words(f"{found[0]} trên {found[1]} điểm", f"{said[0]} of {said[1]} points")


def _incomplete(short: Sequence[Words]) -> Refused:
    what = Words("; ".join(one.vi for one in short), "; ".join(one.text("en") for one in short))
    return Refused("annex-incomplete", found=what)


def _fullness(document: Document) -> int:
    parts = (document.kind, document.date, document.issuer, document.subject)
    return sum(part is not None for part in parts) * 10_000 + len(document.text)
