"""What one fact can give, and what a row lost: the rows of the answer to "what raises the total?"."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from emulscore.figures import show
from emulscore.search.moves import Move
from emulscore.words import Lang, Words

__all__ = ["Gain", "Lost", "Step"]


@frozen
class Step:
    """A move of one fact and what it does to the total.

    Attributes:
        move: The move.
        gain: How many points the printed total rises by.
        total: The printed total after the move.
    """

    move: Move
    gain: Decimal
    total: Decimal

    def text(self, lang: Lang = "vi") -> str:
        """Say the move and its gain: `“Hồ sơ đúng hạn”: trong 200.000 hồ sơ, thêm 100: +0,01`."""
        return f"{self.move.text(lang)}: +{show(Fraction(self.gain), lang)}"


@frozen
class Gain:
    """What one open fact can give.

    Attributes:
        fact: The fact's name.
        label: What it is called.
        next: The smallest move that raises the printed total; None where none does.
        full: The smallest move that raises it the most; None where none does.
        settled: Whether the search could settle it.
    """

    fact: str
    label: Words
    next: Step | None
    full: Step | None
    settled: bool = True

    def text(self, lang: Lang = "vi") -> str:
        """Say the next step and the full potential in one line."""
        name = self.label.text(lang)
        if not self.settled:
            return {"vi": f"“{name}”: chưa xác định được", "en": f"“{name}”: not settled"}[lang]
        if self.next is None or self.full is None:
            return {"vi": f"“{name}”: không tăng thêm được", "en": f"“{name}”: nothing more to gain"}[lang]
        if self.next == self.full:
            return self.next.text(lang)
        says = {"vi": "{}; nhiều nhất +{}: {}", "en": "{}; at most +{}: {}"}[lang]
        most = show(Fraction(self.full.gain), lang)
        return says.format(self.next.text(lang), most, self.full.move.words.text(lang))


@frozen
class Lost:
    """The points that a row lost.

    Attributes:
        row: The row's number.
        title: What it is about.
        points: The points lost.
        code: Why, in one word: the kind of the rule.
        why: Why, in words: how the row's points came about.
    """

    row: str
    title: Words
    points: Decimal
    code: str
    why: Words

    def text(self, lang: Lang = "vi") -> str:
        """Say the row, the points and the reason: `12. VNeID: mất 1,46 điểm [ratio]: Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.`."""
        points = show(Fraction(self.points), lang)
        lost = {"vi": f"mất {points} điểm", "en": f"{points} {'point' if self.points == 1 else 'points'} lost"}[lang]
        why = " ".join(self.why.text(lang).split("\n"))
        return f"{self.row}. {self.title.text(lang)}: {lost} [{self.code}]: {why}"
