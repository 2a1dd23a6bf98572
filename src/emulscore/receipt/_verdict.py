"""What comes of holding a receipt against what it was worked out from: codes, words, and the whole verdict."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

from attrs import field, frozen

from emulscore.figures import show
from emulscore.words import Lang, Words

__all__ = ["OUTCOMES", "Check", "Outcome", "Verification"]

Outcome = Literal["agrees", "differs", "unknown", "note"]

OUTCOMES: Final[Mapping[str, tuple[Outcome, Words]]] = {
    "scheme-agrees": ("agrees", Words("Bộ tiêu chí “{what}” khớp", "The scheme “{what}” agrees")),
    "scheme-differs": (
        "differs",
        Words(
            "Bộ tiêu chí “{what}” khác: phiếu ghi {said}, nay là {found}",
            "The scheme “{what}” differs: the receipt says {said}, it is {found}",
        ),
    ),
    "scheme-own": (
        "note",
        Words(
            "Bộ tiêu chí lấy từ chính phiếu: hãy đối chiếu {found} với bản đã công bố",
            "The scheme is the receipt's own: compare {found} with the published one",
        ),
    ),
    "scheme-not-given": (
        "unknown",
        Words("Chưa có bộ tiêu chí “{said}” để đối chiếu", "There is no scheme “{said}” to compare with"),
    ),
    "scheme-unreadable": (
        "differs",
        Words(
            "Bộ tiêu chí kèm theo phiếu không đọc được: {found}", "The scheme in the receipt cannot be read: {found}"
        ),
    ),
    "meaning-earlier": (
        "note",
        Words(
            "“{what}” được tính theo cách tính thứ {said} như khi lập phiếu; nay là cách tính thứ {found}",
            "“{what}” is taken in its meaning {said}, as when the receipt was made; today it has meaning {found}",
        ),
    ),
    "meaning-gone": (
        "note",
        Words(
            "Cách tính thứ {said} của “{what}” không có ở đây; ở đây có: {found}",
            "“{what}” in its meaning {said} is not known here; what is known: {found}",
        ),
    ),
    "version-other": (
        "note",
        Words(
            "Phiếu do emulscore {said} lập, nay đối chiếu bằng {found}",
            "The receipt was made by emulscore {said}, it is compared by {found}",
        ),
    ),
    "inputs-agree": ("agrees", Words("Số liệu của “{what}” khớp", "The measurements of “{what}” agree")),
    "inputs-differ": (
        "differs",
        Words(
            "Số liệu của “{what}” khác: phiếu ghi {said}, nay là {found}",
            "The measurements of “{what}” differ: the receipt says {said}, they are {found}",
        ),
    ),
    "inputs-own": (
        "note",
        Words("Số liệu lấy từ chính phiếu", "The measurements are the receipt's own"),
    ),
    "inputs-not-given": (
        "unknown",
        Words("Chưa có số liệu của “{what}” để chấm lại", "There are no measurements of “{what}” to score again"),
    ),
    "inputs-unreadable": (
        "differs",
        Words("Số liệu kèm theo phiếu không đọc được: {found}", "The unit in the receipt cannot be read: {found}"),
    ),
    "inputs-refused": (
        "differs",
        Words("Số liệu không chấm được: {found}", "The measurements cannot be scored: {found}"),
    ),
    "unit-differs": (
        "differs",
        Words(
            "Phiếu ghi đơn vị “{said}”, hồ sơ là của “{found}”", "The receipt names “{said}”, the file is of “{found}”"
        ),
    ),
    "cohort-agrees": ("agrees", Words("Cụm thi đua khớp", "The cohort agrees")),
    "cohort-differs": (
        "differs",
        Words(
            "Cụm thi đua khác: phiếu ghi {said}, nay là {found}",
            "The cohort differs: the receipt says {said}, it is {found}",
        ),
    ),
    "cohort-not-given": (
        "unknown",
        Words("Chưa có cụm thi đua {said} để đối chiếu", "There is no cohort {said} to compare with"),
    ),
    "cohort-own": ("note", Words("Cụm thi đua lấy từ chính phiếu", "The cohort is the receipt's own")),
    "points-agree": ("agrees", Words("{what}: {said} điểm khớp", "{what}: {said} points agree")),
    "points-differ": (
        "differs",
        Words(
            "{what}: phiếu ghi {said} điểm, chấm lại được {found}",
            "{what}: the receipt says {said} points, it is {found}",
        ),
    ),
    "points-missing": (
        "differs",
        Words(
            "{what}: phiếu không ghi, chấm lại được {found} điểm", "{what}: not in the receipt, it is {found} points"
        ),
    ),
    "points-unknown": (
        "differs",
        Words(
            "{what}: phiếu ghi {said} điểm, bộ tiêu chí không có",
            "{what}: {said} points, and the scheme has no such row",
        ),
    ),
    "grade-agrees": ("agrees", Words("Xếp loại “{said}” khớp", "The grade “{said}” agrees")),
    "grade-differs": (
        "differs",
        Words(
            "Xếp loại khác: phiếu ghi “{said}”, chấm lại được “{found}”",
            "The grade differs: the receipt says “{said}”, it is “{found}”",
        ),
    ),
}
"""What each code means: what it says of the receipt, and its words."""

_NOTHING: Final = Words("")
_MARKS: Final[Mapping[Outcome, str]] = {"agrees": "=", "differs": "≠", "unknown": "?", "note": "·"}


@frozen
class Check:
    """One thing that was compared.

    Attributes:
        code: What came of it, one of `OUTCOMES`.
        what: What was compared, such as `Tiêu chí 8`.
        said: What the receipt says.
        found: What was worked out.
    """

    code: str
    what: Words = field(default=_NOTHING)
    said: str = ""
    found: str = ""

    @property
    def outcome(self) -> Outcome:
        """Say whether it agrees, differs, could not be compared, or is only to be known."""
        return OUTCOMES[self.code][0]

    def text(self, lang: Lang = "vi") -> str:
        """Say it in one sentence."""
        said, found = (_points(one, lang) if self.code.startswith("points") else one for one in (self.said, self.found))
        return OUTCOMES[self.code][1].text(lang).format(what=self.what.text(lang), said=said, found=found) + "."


def _points(text: str, lang: Lang) -> str:
    return {"vi": " đến ", "en": " to "}[lang].join(show(Fraction(one), lang) for one in text.split("..") if one)


@frozen
class Verification:
    """What came of holding a receipt against a scheme and a unit.

    Attributes:
        checks: What was compared, in order.
    """

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Say whether the points were worked out again and everything agrees."""
        outcomes = {check.outcome for check in self.checks}
        return outcomes <= {"agrees", "note"} and any(check.code == "points-agree" for check in self.checks)

    @property
    def differences(self) -> tuple[Check, ...]:
        """Return what differs."""
        return tuple(check for check in self.checks if check.outcome == "differs")

    def text(self, lang: Lang = "vi") -> str:
        """Say the verdict, and each comparison in a line: `=` agrees, `≠` differs, `?` not compared, `·` to be known."""
        if self.ok:
            verdict = {
                "vi": "Khớp: chấm lại được đúng như phiếu.",
                "en": "It agrees: scored again, the result is the same.",
            }
        elif self.differences:
            verdict = {"vi": "Không khớp.", "en": "It does not agree."}
        else:
            verdict = {"vi": "Chưa đối chiếu hết.", "en": "Not everything could be compared."}
        return "\n".join([verdict[lang], *(f"{_MARKS[one.outcome]} {one.text(lang)}" for one in self.checks)])

    def __str__(self) -> str:
        return self.text()
