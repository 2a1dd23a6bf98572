"""One sitting at the calculator: the scheme that is open, and what is asked of it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from attrs import asdict, evolve

from emulscore import (
    Assessment,
    MeasurementError,
    Refused,
    Scheme,
    Scorecard,
)
from emulscore.errors import FileError, Problem
from emulscore.excel import read_workbook, write_results, write_template
from emulscore.excel.layout import time_units_of
from emulscore.facts import AnyFact, TimeUnit
from emulscore.files import dumps_assessment, load_assessment, load_scheme, open_scheme
from emulscore.numbers import show
from emulscore.report.card import card_sheet
from emulscore.word import write_annex
from emulscore.words import Lang, Words

from .answers import gain_of, line_of, open_of, shown, told
from .fields import Bad, fields_of, taken
from .form import form_of
from .unit import Entries, unit_of

__all__ = ["Session"]

Data = dict[str, Any]

_PUBLISHED: Final = files("emulscore") / "schemes"
_EXAMPLE: Final = ".assessment.toml"
_WORKBOOK: Final = ".xlsx"


class Session:
    """One sitting at the calculator. Every method takes and returns plain data."""

    def __init__(self) -> None:
        self._scheme: Scheme | None = None
        self._times: Mapping[str, TimeUnit] = {}
        self._opened: tuple[Assessment, ...] = ()
        self._last: tuple[str, Scorecard, list[Data]] | None = None

    @property
    def scheme(self) -> Scheme:
        """Return the scheme that is open."""
        if self._scheme is None:
            msg = "no scheme is open"
            raise LookupError(msg)
        return self._scheme

    @cached_property
    def _published(self) -> Mapping[str, Data]:
        """Return the heads of the schemes that come with the library, by id; reading them whole would take seconds."""
        names = sorted(one.name for one in _PUBLISHED.iterdir() if one.name.endswith(".toml"))
        plain = (name for name in names if name.count(".") == 1)
        heads = (tomllib.loads((_PUBLISHED / name).read_text(encoding="utf-8")) for name in plain)
        return {head["id"]: head for head in heads}

    def schemes(self, *, lang: Lang) -> list[Data]:
        """List the schemes that come with the library."""
        titles = {id_: head["title"] for id_, head in self._published.items()}
        said = {id_: Words(one) if isinstance(one, str) else Words(**one) for id_, one in titles.items()}
        return [
            {"id": id_, "title": title.text(lang), "period": self._published[id_].get("period")}
            for id_, title in said.items()
        ]

    def open(self, *, lang: Lang, id: str | None = None, path: str | None = None) -> Data:  # noqa: A002 - the word
        """Open a published scheme by its id, or the file of a scheme, and describe its form."""
        self._scheme = open_scheme(id) if id is not None else load_scheme(Path(path or ""))
        self._times = time_units_of(self._scheme)
        self._opened = ()
        return self.form(lang=lang)

    def form(self, *, lang: Lang) -> Data:
        """Describe the form of the scheme that is open."""
        return form_of(self.scheme, self._times, lang) | {"example": self._example is not None}

    @property
    def _example(self) -> Assessment | None:
        place = _PUBLISHED / (self.scheme.id.replace("-", "_") + _EXAMPLE)
        return load_assessment(place) if place.is_file() else None

    def example(self, *, lang: Lang) -> Data:
        """Return what the unit of the source document would type."""
        unit = self._example
        self._opened = () if unit is None else (unit,)
        return {"units": [self._entries(place, lang) for place in range(len(self._opened))], "form": None}

    def read(self, *, lang: Lang, path: str) -> Data:
        """Read a filled-in workbook or the file of an assessment; the scheme that it was made for is opened.

        Raises:
            FileError: With every problem of the file.
        """
        form = None
        try:
            units = self._units(path)
        except FileError as error:
            others = {one.params["other"].vi for one in error.problems if one.code == "other-scheme"}
            if len(others) != 1 or not others <= self._published.keys():
                raise
            form = self.open(lang=lang, id=others.pop())
            units = self._units(path)
        self._opened = units
        return {"units": [self._entries(place, lang) for place in range(len(units))], "form": form}

    def _units(self, path: str) -> tuple[Assessment, ...]:
        if Path(path).suffix.lower() == _WORKBOOK:
            return read_workbook(path, self.scheme)
        unit = load_assessment(Path(path))
        if unit.scheme not in {None, self.scheme.id}:
            params = {"other": unit.scheme or "", "this": self.scheme.id}
            raise FileError([Problem("other-scheme", params=params)])
        return (unit,)

    def _entries(self, place: int, lang: Lang) -> Data:
        """Return what would be typed for a unit that was opened; `left` names the facts that the form has no fields for."""
        unit = self._opened[place]
        facts: dict[str, Data] = {}
        left = []
        for name, raw in unit.values.items():
            fact = self.scheme.facts.get(name)
            fields = None if fact is None else self._fields(fact, raw, lang)
            if fields is None:
                left.append(name if fact is None else self.scheme.labels[name].text(lang))
            else:
                facts[name] = fields
        texts = {document.key: document.text for document in unit.documents}
        rows: dict[str, Data] = {}
        for id_, claim in unit.claims.items():
            rows.setdefault(id_, {})["points"] = show(claim.points, lang)
        for id_, keys in unit.evidence.items():
            rows.setdefault(id_, {})["evidence"] = "\n".join(texts[key] for key in keys)
        name, period = unit.unit.text(lang), unit.period or ""
        return {"unit": name, "period": period, "facts": facts, "rows": rows, "left": left, "opened": place}

    def _fields(self, fact: AnyFact, raw: object, lang: Lang) -> Data | None:
        """Return the fields that say a value, where they are read back to the same value."""
        unit = self._times.get(fact.name)
        try:
            fields = fields_of(fact, raw, unit, lang)
            same = fields is not None and fact.read(taken(fact, fields, unit, None).raw) == fact.read(raw)
        except Refused:
            return None
        return fields if same else None

    def _typed(self, entries: Entries, bad: list[Data], lang: Lang) -> Assessment:
        place = entries.get("opened")
        before = Assessment("") if place is None else self._opened[place]
        return unit_of(self.scheme, self._times, before, entries, bad, lang)

    def _card(self, entries: Entries, lang: Lang) -> tuple[Scorecard, list[Data]]:
        """Score what can be scored, and tell what cannot: a refused value counts as not known."""
        asked = json.dumps([lang, self.scheme.fingerprint, entries])
        if self._last is None or self._last[0] != asked:
            self._last = (asked, *self._scored(entries, lang))
        return self._last[1:]

    def _scored(self, entries: Entries, lang: Lang) -> tuple[Scorecard, list[Data]]:
        bad: list[Data] = []
        unit = self._typed(entries, bad, lang)
        while True:
            try:
                return self.scheme.score(unit, partial=True), bad
            except MeasurementError as error:
                facts = {one.fact for one in error.problems} & unit.measurements.keys()
                if not facts:
                    raise
                bad += [told(Bad((), one), lang) for one in error.problems]
                kept = {name: one for name, one in unit.measurements.items() if name not in facts}
                unit = evolve(unit, measurements=kept)

    def score(self, *, lang: Lang, entries: Entries) -> Data:
        """Score what was typed: points, reasons and gaps of every row, the total, the grade, and what cannot be taken.

        It is asked for at every stroke of a key; what takes longer is left to `asks` and `gains`.
        """
        card, bad = self._card(entries, lang)
        lines = {result.id: line_of(result, lang) for result in card.results if result.named.kind in {"row", "group"}}
        for row in card.rows:
            claim = card.assessment.claims.get(row.id)
            if claim is not None and row.scored:
                sign = -1 if row.named.role == "deduction" else 1
                lines[row.id]["gap"] = show(sign * abs(claim.points) - Fraction(row.counted.low), lang)
        missing = {name: label.text(lang) for row in card.results for name, label in row.missing.items()}
        return {
            "total": card.total.text(lang),
            "known": card.total.known and not missing,
            "rows": lines,
            "scored": sum(row.scored for row in card.rows),
            "grade": [band.title.text(lang) for band in card.open_grades],
            "grade_why": [] if card.grades is None else card.explain_grade(lang).split("\n"),
            "missing": [{"fact": name, "label": label} for name, label in missing.items()],
            "problems": bad,
        }

    def asks(self, *, lang: Lang, entries: Entries) -> Data:
        """Say what was lost, what is still open, and what an official would ask of each row."""
        card, _ = self._card(entries, lang)
        lost = [{"row": one.row, "title": one.title.text(lang), "points": shown(one.points, lang)} for one in card.lost]
        unknown = sorted((row for row in card.rows if not row.scored), key=open_of, reverse=True)
        rows = [
            {"row": row.id, "title": row.named.title.text(lang), "points": shown(open_of(row), lang)} for row in unknown
        ]
        asked: dict[str, list[str]] = {}
        for question in card.audit().questions:
            asked.setdefault(question.row, []).append(question.words.text(lang))
        return {"lost": lost, "unknown": rows, "questions": asked}

    def gains(self, *, lang: Lang, entries: Entries, facts: Sequence[str]) -> list[Data]:
        """Say what some facts can give, where all facts are known; a large scheme is asked about a few at a time."""
        card, _ = self._card(entries, lang)
        return [gain_of(gain, lang) for gain in card.gains(open=dict.fromkeys(facts, True)) if gain.full is not None]

    def sheet(self, *, lang: Lang, entries: Entries) -> Data:
        """Return the scorecard as a table of texts, for paper."""
        card, _ = self._card(entries, lang)
        return asdict(card_sheet(card, lang, about=[self.scheme.title.text(lang)]))

    def save(self, *, lang: Lang, entries: Entries, kind: str, path: str) -> Data:
        """Write a file: the `annex` in Word, `results` or `template` as a workbook, the `assessment` to go on another day."""
        name = entries["unit"].strip()
        if kind == "template":
            write_template(self.scheme, path, [name] if name else None, lang)
        elif kind == "assessment":
            bad: list[Data] = []
            Path(path).write_text(dumps_assessment(self._typed(entries, bad, lang)), encoding="utf-8", newline="\n")
        else:
            card, _ = self._card(entries, lang)
            if kind == "annex":  # a report has the points that the unit claims; where it claims none, the computed ones
                write_annex(card, path, lang, given="claimed" if card.assessment.claims else "computed")
            else:
                write_results([card], path, lang)
        return {"saved": path}
