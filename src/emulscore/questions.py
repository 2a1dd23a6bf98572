"""What an official would ask of a row: about its claim, its appraisal and its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from emulscore.assessment import Appraisal, Assessment
from emulscore.audit import AuditRow, Question, Status
from emulscore.criteria import Criterion
from emulscore.days import show_day
from emulscore.evidence import Document
from emulscore.evidence.subjects import kinds_in, phrases, shares_words, subject_of
from emulscore.facts import LatenessFact
from emulscore.known import Known
from emulscore.numbers import show
from emulscore.rules.rule import facts_of
from emulscore.support import ANY, documents_of, lacking
from emulscore.words import Lang, Words

__all__ = ["asked", "period_end"]

_YEAR = re.compile(r"(?:năm )?(\d{4})", re.IGNORECASE)
_FEW: Final = 3


def asked(row: AuditRow, criterion: Criterion, unit: Assessment, known: Known) -> AuditRow:
    """Return a row of the audit with all that is to be asked of it."""
    return evolve(row, questions=tuple(_Asker(row, criterion, unit, known).questions()))


def period_end(period: str | None) -> date | None:
    """Return the last day of a period that is a year, and None for others.

    >>> period_end("2023"), period_end("quý I")
    (datetime.date(2023, 12, 31), None)
    """
    found = _YEAR.fullmatch((period or "").strip())
    return date(int(found[1]), 12, 31) if found and int(found[1]) else None


def _both(vi: str, en: str, **values: object) -> Words:
    """Write one sentence in both languages; numbers by the language, documents as they are cited."""

    def say(template: str, lang: Lang) -> str:
        shown = {
            name: show(value, lang)
            if isinstance(value, Fraction)
            else value.text(lang)
            if isinstance(value, Words)
            else value
            for name, value in values.items()
        }
        return template.format(**shown)

    return Words(say(vi, "vi"), say(en, "en"))


def _listed(documents: list[Document]) -> str:
    shown = [f"{document.short()} (“{subject_of(document)}”)" for document in documents[:_FEW]]
    return "; ".join([*shown, "…"] if len(documents) > _FEW else shown)


@frozen
class _Asker:
    """Asks about one row."""

    row: AuditRow
    criterion: Criterion
    unit: Assessment
    known: Known

    def questions(self) -> Iterator[Question]:
        """Yield the questions, those about points first."""
        found = [("claim", self._claim()), ("appraisal", self._appraisal()), ("final", self._final())]
        if self.row.id not in self.unit.explanations:
            found += [("missing", self._missing()), ("subject", self._subject()), ("end", self._end())]
        for _, one in found:
            if one is not None:
                code, says = one
                yield Question(code, self.row.id, says)

    def _claim(self) -> tuple[str, Words] | None:
        """Ask about a claim that differs, that cannot be checked, or that was not made where others were."""
        row = self.row
        if row.status is Status.AGREES:
            return None
        if row.claimed is None:
            if row.computed is None or not self.unit.claims:
                return None
            return "not-claimed", _both(
                "theo số liệu được {computed} điểm nhưng đơn vị chưa tự chấm; đơn vị tự chấm bao nhiêu điểm?",
                "the figures give {computed} points, but nothing is claimed; how many points does the unit claim?",
                computed=row.computed,
            )
        if row.computed is None:
            return "claim-unchecked", _both(
                "đơn vị tự chấm {claimed} điểm nhưng chưa đủ số liệu để tính; số liệu thực hiện là bao nhiêu?",
                "{claimed} points are claimed, but figures are missing to work them out; what are the figures?",
                claimed=row.claimed,
            )
        more = row.claimed > row.computed
        return "claim-differs", _both(
            "tự chấm {claimed} điểm, tính ra {computed} điểm, lệch {gap} điểm; "
            + ("đơn vị căn cứ vào đâu để tự chấm cao hơn?" if more else "vì sao đơn vị tự chấm thấp hơn?"),
            "{claimed} points claimed, {computed} computed, gap {gap}; "
            + ("what is the higher claim based on?" if more else "why is the claim lower?"),
            claimed=row.claimed,
            computed=row.computed,
            gap=row.claimed - row.computed,
        )

    def _appraisal(self) -> tuple[str, Words] | None:
        """Ask why those who appraised gave other points, unless they say why or gave what is computed."""
        given = self.unit.appraised.get(self.row.id)
        before = Words("điểm tự chấm", "the claim")
        return self._differs(
            given, self.row.appraised, self.row.claimed, Words("điểm thẩm định", "the appraisal"), before
        )

    def _final(self) -> tuple[str, Words] | None:
        """Ask why the final points are others than those appraised, or claimed where nobody appraised."""
        given, row = self.unit.final.get(self.row.id), self.row
        before = Words("điểm thẩm định", "the appraisal")
        if row.appraised is None:
            before = Words("điểm tự chấm", "the claim")
        earlier = row.claimed if row.appraised is None else row.appraised
        return self._differs(given, row.final, earlier, Words("điểm cuối cùng", "the final score"), before)

    def _differs(
        self, given: Appraisal | None, points: Fraction | None, earlier: Fraction | None, name: Words, before: Words
    ) -> tuple[str, Words] | None:
        if given is None or points is None or earlier is None or given.why is not None:
            return None
        if points in {earlier, self.row.computed}:
            return None
        by = Words("", "") if given.by is None else Words(f" của {given.by.vi}", f" by {given.by.text('en')}")
        return "appraisal-differs", _both(
            "{name}{by} là {points} điểm, {before} là {earlier} điểm, lệch {gap} điểm mà chưa nêu lý do; vì sao?",
            "{name}{by} is {points} points, {before} {earlier}, gap {gap}, and no reason is given; why?",
            name=name,
            by=by,
            before=before,
            points=points,
            earlier=earlier,
            gap=points - earlier,
        )

    @property
    def _counts(self) -> bool:
        """Say whether points are claimed or computed for the row."""
        return bool(self.row.claimed or self.row.computed)

    def _missing(self) -> tuple[str, Words] | None:
        """Ask for the documents of a row with points, where documents are required or the unit cites any at all."""
        row, rule = self.criterion, self.known.without_document
        if not self._counts or not (row.requires or rule or self.unit.documents) or (self.row.claimed or 0) < 0:
            return None
        kinds = lacking(row, self.unit)
        if not kinds:
            return None
        else_vi, else_en = (
            (
                "; không có thì không được tính điểm, đơn vị có giải trình gì không?",
                "; without it there are no points: is there an explanation?",
            )
            if rule == "no_points"
            else ("?", "?")
        )
        if kinds == (ANY,):
            return "evidence-missing", _both(
                "chưa viện dẫn văn bản nào; căn cứ chấm điểm là văn bản nào" + else_vi,
                "no document is cited; which document supports the points" + else_en,
            )
        return "evidence-missing", _both(
            "chưa viện dẫn {kinds}; số, ký hiệu và ngày của văn bản là gì" + else_vi,
            "{kinds}: not cited; what are the number, symbol and date" + else_en,
            kinds=", ".join(kinds),
        )

    def _subject(self) -> tuple[str, Words] | None:
        """Ask about documents that have no word in common with the row.

        Where the row is about issuing papers (it reads how late they were, or requires kinds), of each kind that it names one
        must be about the row itself. Elsewhere figures may also come from a paper about the whole scheme, or its group.
        """
        row = self.criterion
        text = ". ".join(filter(None, (row.title.vi, row.wording)))
        cited = documents_of(row, self.unit)
        issuing = bool(row.requires) or any(isinstance(fact, LatenessFact) for fact in facts_of(row.rule))
        if issuing:
            kinds = row.requires or kinds_in([row.title.vi])
            groups = [[one for one in cited if one.kind == kind] for kind in kinds] or [list(cited)]
        else:
            text = ". ".join((text, *self._wider()))
            groups = [list(cited)]
        strange = [
            one
            for group in groups
            if group and all(subject_of(one) for one in group) and not any(shares_words(text, one) for one in group)
            for one in group
        ]
        about = phrases(row.title.vi)
        if not strange or not about:
            return None
        return "evidence-off-subject", _both(
            "nội dung là “{about}”, nhưng văn bản viện dẫn nói về việc khác: {documents}; "
            "văn bản nào chứng minh nội dung này?",
            "it is about “{about}”, but what is cited is about something else: {documents}; "
            "which document supports this?",
            about=", ".join(about[:_FEW]),
            documents=_listed([one for one in cited if one in strange]),
        )

    def _wider(self) -> Iterator[str]:
        """Yield what the scheme and the groups around the row are about."""
        yield self.known.title.vi
        inner = self.row.id
        for named in self.known.formulas:
            if named.kind == "group" and inner in named.inside:
                inner = named.id
                yield named.title.vi

    def _end(self) -> tuple[str, Words] | None:
        """Ask for figures to the end of the period where every document is older; when a paper was issued is none."""
        end = self.unit.closes or period_end(self.unit.period or self.known.period)
        facts = [fact for fact in facts_of(self.criterion.rule) if not isinstance(fact, LatenessFact)]
        cited = documents_of(self.criterion, self.unit)
        dated = [(one.date, one) for one in cited if one.date is not None]
        if end is None or not facts or not self._counts or not dated or len(dated) < len(cited):
            return None
        values = [self.unit.measurements[fact.name] for fact in facts if fact.name in self.unit.measurements]
        day, latest = max(dated, key=lambda pair: pair[0])
        if day >= end or any(value.as_of is not None and value.as_of >= end for value in values):
            return None
        return "evidence-before-period-end", _both(
            "kỳ kết thúc ngày {end}, nhưng văn bản mới nhất là {document} ngày {day}; kết quả đến hết kỳ là bao nhiêu?",
            "the period ends on {end}, but the latest document is {document} of {day}; what is the result to its end?",
            end=show_day(end),
            document=latest.short(),
            day=show_day(day),
        )
