"""A unit's scorecard as the annex of its report: points, calculation and evidence of each row, in the form of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, Literal, get_args

from attrs import frozen

from emulscore.criteria import Criterion
from emulscore.evidence import Document
from emulscore.explain import statement_of
from emulscore.facts import ShareFact
from emulscore.formulas import TOTAL
from emulscore.numbers import show, show_percent
from emulscore.report.card import claimed_total
from emulscore.report.sheet import Column, Kind, Line, Sheet
from emulscore.rowscore import Points, RowScore
from emulscore.rules.rule import facts_of, wrong
from emulscore.scorecard import Scorecard
from emulscore.search.said import given_in_counts
from emulscore.words import Lang, Words, words

__all__ = ["Citations", "Given", "claims_sheet"]

Given = Literal["claimed", "computed", "both"]
"""Which points an annex shows: those that the unit claims, those that were computed, or both side by side."""

Citations = Literal["full", "short"]
"""How a document is cited again: in full in every row, or by kind, number and symbol after its first mention."""

_COLUMNS: Final[dict[str, tuple[Words, Kind]]] = {
    "id": (Words("Số TT", "No."), "label"),
    "title": (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    "base": (Words("Điểm chuẩn", "Base points"), "number"),
    "claimed": (Words("Điểm tự chấm", "Claimed"), "number"),
    "computed": (Words("Điểm tính ra", "Computed"), "number"),
    "how": (Words("Cách tính", "Calculation"), "prose"),
    "evidence": (Words("Căn cứ tính điểm", "Evidence"), "prose"),
}
_HEADING: Final = Words("Bảng tự chấm điểm", "Scorecard")
_GROUP: Final = Words("{} ({} tiêu chí - Thang điểm {} điểm)", "{} ({} criteria - {} points)")
_BESIDE: Final = Words("{} ({} tiêu chí)", "{} ({} criteria)")
_TOTAL: Final = Words("Tổng điểm", "Total")
_SOME: Final = Words("Tổng điểm ({} trên {} tiêu chí đã tự chấm)", "Total ({} of {} criteria claimed)")
_REACHED: Final = Words("Đạt {}", "{} reached")
_BULLET: Final = re.compile(r"\s+(?=- ([^\W\d_]))")


def claims_sheet(
    card: Scorecard,
    lang: Lang = "vi",
    *,
    title: Words | str | None = None,
    attached: str = "",
    given: Given = "claimed",
    citations: Citations = "full",
) -> Sheet:
    """Return the annex of a unit's report: columns as in the field, its own calculation where it wrote one, its documents.

    A row that is not claimed stays empty; nothing stands for a number that is not there.

    Args:
        card: The scorecard.
        lang: The language of headings; what the unit wrote stays as it is.
        title: The heading; the scheme's title where it is not given.
        attached: The line under the heading that says which report it belongs to.
        given: Which points stand in it.
        citations: How a document is cited again.

    Raises:
        Refused: *given* or *citations* is none of its choices (`wrong-argument`).
    """
    for name, value, choices in (("given", given, Given), ("citations", citations, Citations)):
        if value not in get_args(choices):
            raise wrong(name, ", ".join(get_args(choices)), ", ".join(get_args(choices)))
    without = {"claimed": "computed", "computed": "claimed"}.get(given)
    keys = [key for key in _COLUMNS if key != without]
    writer = _Writer(card, lang, citations)
    heading = words(title) if title is not None else card.known.title
    columns = [Column(_COLUMNS[key][0].text(lang), _COLUMNS[key][1]) for key in keys]
    if given == "computed":  # where the computed points are what the unit claims
        columns[keys.index("computed")] = Column(_COLUMNS["claimed"][0].text(lang), "number")
    return Sheet(
        title=heading.text(lang) or _HEADING.text(lang),
        about=(attached,) if attached else (),
        columns=tuple(columns),
        lines=tuple(Line(kind, tuple(cells.get(key, "") for key in keys)) for kind, cells in writer.lines()),
        notes=(),
        lang=lang,
    )


def _figure(value: Fraction, lang: Lang) -> str:
    """Write points without groups of three digits, so that no dot can be taken for a comma."""
    return show(value, "en").replace(".", {"vi": ",", "en": "."}[lang])


def _range(points: Points, lang: Lang) -> str:
    ends = [_figure(Fraction(end), lang) for end in (points.low, points.high)]
    return ends[0] if points.known else {"vi": " đến ", "en": " to "}[lang].join(ends)


@frozen
class _Writer:
    """Writes the lines of one annex."""

    card: Scorecard
    lang: Lang
    citations: Citations

    def lines(self) -> Iterator[tuple[Literal["row", "group", "total"], Mapping[str, str]]]:
        """Yield the lines: a group before its rows, the total last."""
        results = {result.id: result for result in self.card.results}
        seen: set[str] = set()
        claims = {row.id: row.claimed for row in self.card.audit().rows}
        total = results[TOTAL]
        for result in self._inside(total, results):
            if result.criterion is None:
                yield "group", {"id": result.id, "title": self._group(result, results)}
            else:
                yield "row", self._row(result, result.criterion, claims[result.id], seen)
        claimed = claimed_total(self.card)
        many = sum(points is not None for points in claims.values())
        title = _TOTAL.text(self.lang)
        if 0 < many < len(claims):
            title = _SOME.text(self.lang).format(many, len(claims))
        yield (
            "total",
            {
                "title": title,
                "base": _figure(total.named.base, self.lang),
                "claimed": "" if claimed is None else _figure(claimed, self.lang),
                "computed": _range(total.counted, self.lang),
            },
        )

    def _inside(self, result: RowScore, results: Mapping[str, RowScore]) -> Iterator[RowScore]:
        for id_ in result.named.inside:
            yield results[id_]
            yield from self._inside(results[id_], results)

    def _group(self, result: RowScore, results: Mapping[str, RowScore]) -> str:
        named = result.named
        inside = [one.named.base for one in self._inside(result, results) if one.criterion is not None]
        rows, points = len(inside), sum(inside, Fraction(0))
        # A group that is capped, or beside the scale, does not have the points of its rows.
        says = _GROUP if named.role == "base" and points == named.base else _BESIDE
        return says.text(self.lang).format(named.title.text(self.lang), rows, _figure(named.base, self.lang))

    def _row(
        self, result: RowScore, criterion: Criterion, claimed: Fraction | None, seen: set[str]
    ) -> Mapping[str, str]:
        named = result.named
        claim = self.card.assessment.claims.get(result.id)
        # The source's words may hold the figures of the unit that it was written for, so a unit's own share goes first.
        how = claim.text if claim is not None and claim.text else self._reached(criterion) or criterion.wording
        return {
            "id": result.id,
            "title": named.title.text(self.lang),
            "base": _figure(-named.base if named.role == "deduction" else named.base, self.lang),
            "claimed": "" if claimed is None else _figure(claimed, self.lang),
            "computed": _range(result.counted, self.lang),
            "how": _paragraphs(how or statement_of(criterion.rule, criterion.base, self.lang)),
            "evidence": self._evidence(result.id, seen),
        }

    def _reached(self, criterion: Criterion) -> str | None:
        """Say what share the unit reached, as it was given, where the row reads one share and nothing else."""
        facts = list(facts_of(criterion.rule))
        name = facts[0].name if len(facts) == 1 and isinstance(facts[0], ShareFact) else ""
        part, whole = (self.card.slots.get(f"{name}.{end}") for end in ("part", "whole"))
        if part is None or not whole:
            return None
        counted = given_in_counts(self.card.assessment.values[name])
        share = f"{part}/{whole}" if counted else show_percent(Fraction(part, whole), self.lang)
        return _REACHED.text(self.lang).format(share)

    def _evidence(self, row: str, seen: set[str]) -> str:
        unit = self.card.assessment
        documents = {document.key: document for document in unit.documents}
        texts = []
        for key in unit.evidence.get(row, ()):
            again = self.citations == "short" and key in seen
            texts.append(documents[key].short() if again else _whole(documents[key]))
            seen.add(key)
        return "\n".join(f"- {text.strip(' ;.-')}{end}" for text, end in zip(texts, _ends(len(texts)), strict=True))


def _ends(many: int) -> list[str]:
    return [";"] * (many - 1) + ["."] * (many > 0)


def _whole(document: Document) -> str:
    """Return a citation as the unit wrote it; in the official form where it wrote none."""
    return " ".join(document.text.split()) or document.full()


def _paragraphs(text: str) -> str:
    """Give each dash that begins a sentence a line of its own."""
    return _BULLET.sub(lambda found: "\n" if found[1].isupper() else found[0], text)
