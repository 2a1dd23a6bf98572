"""Two schemes held against each other: nothing where they are one, everything where they differ, and whose points move."""

from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import evolve, field, frozen
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from emulscore import (
    Add,
    Assessment,
    Count,
    CountFact,
    Criterion,
    Direct,
    Drop,
    GradeBand,
    Grades,
    Group,
    LatenessFact,
    Move,
    PointsFact,
    Ratio,
    Renumber,
    Replace,
    Retitle,
    Rounding,
    Scheme,
    SchemeError,
    SetArgument,
    ShareFact,
    SwapFact,
    Words,
    at_least,
    below,
)
from emulscore.criteria import Item
from emulscore.derive import Change
from emulscore.diff import diff, units
from emulscore.files import dumps_scheme, loads_scheme
from emulscore.formula.nodes import Node
from emulscore.numbers import Amount, amount
from emulscore.schemes.nga_nam_2023 import assessment, scheme
from emulscore.testing import schemes
from emulscore.validity import Validity

WHY = "vì vậy"


def own(*changes: Change) -> Scheme:
    return scheme.derive("xa", "UBND xã A", "cấp xã", 2026, changes=changes)


def bare(derived: Scheme) -> Scheme:
    """Return a scheme without the record of how it was derived."""
    return evolve(derived, derivation=None)


def told(old: Scheme, new: Scheme) -> list[tuple[str, str | None, str | None, list[str]]]:
    return [(row.status, row.old, row.new, [one.what for one in row.differences]) for row in diff(old, new).rows]


def test_a_scheme_against_itself_is_empty() -> None:
    """Nothing differs, also from what was written to a file and read again."""
    again = loads_scheme(dumps_scheme(scheme))
    for other in (scheme, again):
        found = scheme.diff(other)
        assert found.empty
        assert not found
        assert found.text("en").splitlines()[1:] == ["Nothing differs."]
        assert found.text().splitlines()[1:] == ["Không có gì khác nhau."]


CHANGES: list[Change] = [
    Drop("2", why=WHY),
    SetArgument("13", "rule.target", "60%", why=WHY),
    SetArgument("12", "empty", 0, why=WHY),
    SetArgument("9", "base", 7, why=WHY),
    SwapFact("van_ban", ShareFact("van_ban_khac", label="Văn bản khác"), why=WHY),
    Add(Criterion("16", "Mới", 3, Direct(PointsFact("moi", largest=3))), after="15", why=WHY),
    Renumber({"3": "2a"}, why=WHY),
    Move("4", after="6", why=WHY),
    Retitle("7", "Thư công vụ", why=WHY),
]

EXPECTED = [
    ("changed", "II", "II", ["base"]),
    ("dropped", "2", None, []),
    ("changed", "3", "2a", ["number"]),
    ("changed", "5", "5", ["facts"]),
    ("changed", "4", "4", ["place"]),
    ("changed", "7", "7", ["title"]),
    ("changed", "9", "9", ["base"]),
    ("changed", "12", "12", ["rule", "readings"]),
    ("changed", "13", "13", ["rule", "readings"]),
    ("new", None, "16", []),
]


def test_what_differs_is_told_row_by_row() -> None:
    """Each changed row once, with what changed, in the order of the new scheme; the same without the record."""
    derived = own(*CHANGES)
    assert told(scheme, derived) == told(scheme, bare(derived)) == EXPECTED
    whole = [one.what for one in diff(scheme, derived).whole]
    assert whole == ["total", "issuer", "level", "period", "source"]


def test_the_other_way_round_is_the_opposite() -> None:
    """What was new is dropped, and what was from is to."""
    derived = own(*CHANGES)
    there, back = diff(scheme, derived), diff(derived, scheme)
    pairs = {(row.old, row.new): row for row in there.rows}
    assert {(row.new, row.old) for row in back.rows} == set(pairs)
    for row in back.rows:
        other = pairs[row.new, row.old]
        assert {row.status, other.status} in ({"new", "dropped"}, {"changed"})
        if [one.what for one in row.differences] != ["place"]:
            ends = [(one.what, one.new, one.old) for one in row.differences]
            assert ends == [(one.what, one.old, one.new) for one in other.differences]


def test_differences_are_said_in_both_languages() -> None:
    """Rules in the words of their own, points as people write them."""
    derived = own(*CHANGES)
    rows = {row.old or row.new: row for row in diff(scheme, derived).rows}
    assert rows["9"].differences[0].text() == "điểm chuẩn: từ “6” thành “7”"
    assert rows["9"].differences[0].text("en") == "base points: from “6” to “7”"
    assert rows["12"].differences[0].text("en") == (
        "rule: from “Points = rate × base.” to “Points = rate × base; nothing to take a share of: 0 points.”"
    )
    assert rows["12"].differences[0].text() == (
        "cách tính: từ “Điểm = tỷ lệ × điểm chuẩn.” "
        "thành “Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 0 điểm.”"
    )
    assert rows["5"].differences[0].text() == (
        "số liệu: từ “van_ban: văn bản hành chính được gửi nhận bằng văn bản điện tử” thành “van_ban_khac: Văn bản khác”"
    )
    assert rows["3"].differences[0].text("en") == "number: from “3” to “2a”"
    assert rows["4"].differences[0].text("en") == "place: from “group II, after 3” to “group II, after 6”"
    assert "Đạt 50%" in rows["13"].differences[0].text()
    assert "Đạt 60%" in rows["13"].differences[0].text()
    (total, *_) = diff(scheme, derived).whole
    assert total.text() == "tổng điểm: từ “100” thành “99”"


@frozen
class Quiet:
    """A rule whose words do not show its choice."""

    kind: ClassVar[str] = "test_quiet"
    statement: ClassVar[Words] = Words("Theo tỷ lệ.", "By rate.")

    fact: ShareFact
    most: Amount = field(converter=amount)

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * self.most.at(base)


@pytest.mark.parametrize(("name", "also"), [("ho_so", []), ("ho_dan", ["facts"])])
def test_a_choice_that_the_words_do_not_show_is_told_by_its_argument(name: str, also: list[str]) -> None:
    """The words of the row stay the same; what it pays does not, and with it perhaps its fact."""
    rules = Quiet(ShareFact("ho_so"), 4), Quiet(ShareFact(name), "50%")
    old, new = (Scheme("a", "A", total=4, items=[Criterion("1", "x", 4, rule)]) for rule in rules)
    (row,) = diff(old, new).rows
    assert [one.what for one in row.differences] == ["rule", *also]
    assert "most: 4 điểm" in row.differences[0].text()
    assert "most: 50% of the base" in row.differences[0].text("en")


def test_a_fact_that_is_defined_anew_is_told_by_what_differs() -> None:
    """The same name, another largest value."""
    old = Scheme("a", "A", total=4, items=[Criterion("1", "x", 4, count(CountFact("lan", largest=10)))])
    new = Scheme("b", "A", total=4, items=[Criterion("1", "x", 4, count(CountFact("lan", largest=12)))])
    (row,) = diff(old, new).rows
    (difference,) = row.differences
    assert difference.text("en") == "facts: from “lan.largest: 10” to “lan.largest: 12”"


def count(fact: CountFact) -> Count:
    return Count({fact: 1}, start=0, low=0, high=4)


def test_two_years_are_matched_by_what_their_rows_say() -> None:
    """Where row 2 is gone and all that follow are numbered anew, each row is still itself."""
    rows = [row for row in scheme.criteria.values() if row.id != "2"]
    again = [evolve(row, id=str(place)) for place, row in enumerate(rows, 1)]
    later = evolve(scheme, id="nam-sau", items=[Group("II", "Đơn vị cấp thị xã", again, 95)], total=95)
    found = diff(scheme, later)
    assert [(row.status, row.old, row.new) for row in found.rows] == [
        ("changed", "II", "II"),
        ("dropped", "2", None),
        *(("changed", str(old), str(old - 1)) for old in range(3, 16)),
    ]
    assert all([one.what for one in row.differences] == ["number"] for row in found.rows[2:])


def test_a_row_with_another_title_is_matched_by_its_rule() -> None:
    """Renamed and renumbered, it still asks for the same."""
    derived = bare(own(Replace("8", evolve(scheme.criteria["8"], id="8a", title="Đúng hạn"), why=WHY)))
    assert told(scheme, derived) == [("changed", "8", "8a", ["number", "title"])]


def test_titles_that_several_rows_share_tell_nothing() -> None:
    """Of two rows of one title the one whose rule is still there is the row; the other was dropped."""
    rules = [count(CountFact(name, largest=10)) for name in ("mot", "hai")]
    old = Scheme("a", "A", total=8, items=[Criterion(id_, "x", 4, one) for id_, one in zip("ab", rules, strict=True)])
    new = Scheme("b", "A", total=4, items=[Criterion("c", "x", 4, rules[1])])
    assert told(old, new) == [("dropped", "a", None, []), ("changed", "b", "c", ["number"])]


def test_reasons_are_told_where_a_derivation_records_them() -> None:
    """And a record that does not fit the rows, as after a file was edited, is not believed."""
    derived = own(Drop("2", why=WHY), Renumber({"3": "2a"}, why="Đánh lại số"))
    rows = {row.old: [one.vi for one in row.why] for row in diff(scheme, derived).rows}
    assert (rows["2"], rows["3"]) == ([WHY], ["Đánh lại số"])
    assert derived.derivation is not None
    forged = evolve(derived, derivation=evolve(derived.derivation, history=derived.derivation.history[:5]))
    assert told(scheme, forged) == told(scheme, bare(derived)) == told(scheme, derived)
    assert all(not row.why for row in diff(scheme, forged).rows)


def test_as_few_rows_as_can_be_are_said_to_have_moved() -> None:
    """Row 1 behind row 15 is one row that moved, and not fourteen."""
    assert told(scheme, bare(own(Move("1", after="15", why=WHY)))) == [("changed", "1", "1", ["place"])]
    assert told(scheme, bare(own(Move("15", into="", why=WHY)))) == [
        ("changed", "II", "II", ["base"]),
        ("changed", "15", "15", ["place"]),
    ]


def test_what_stands_beside_the_rows_is_compared() -> None:
    """Rounding, limits and the title, each from and to."""
    other = evolve(scheme, id="b", rounding=Rounding("0.25"), limits=(0, 100), title=Words("Khác", "Other"))
    found = {one.what: one for one in diff(scheme, other).whole}
    assert list(found) == ["title", "rounding", "limits"]
    assert found["rounding"].text("en") == "rounding: from “step: 0.01” to “step: 0.25”"
    assert found["limits"].text("en") == "limits of the total: from “none” to “0; 100”"


@settings(max_examples=25)
@given(schemes())
def test_random_schemes_do_not_differ_from_themselves(one: Scheme) -> None:
    """Nor from what is read of their files."""
    assert diff(one, one).empty
    assert diff(one, loads_scheme(dumps_scheme(one))).empty


@settings(max_examples=25)
@given(schemes(), schemes())
def test_only_equal_schemes_do_not_differ(one: Scheme, other: Scheme) -> None:
    """Whatever differs is told: nothing is, where and only where all fields but the ids are equal."""
    assert diff(one, other).empty == (one == evolve(other, id=one.id))


@st.composite
def changes_of(draw: st.DrawFn, parent: Scheme) -> list[Change]:
    """Return changes of different rows, some of which move."""
    changes: list[Change] = []
    rows = list(parent.criteria)
    for row in rows:
        kind = draw(st.sampled_from(("keep", "drop", "retitle", "renumber", "wording", "add", "move")))
        if kind == "drop" and len(rows) > 1:
            changes.append(Drop(row, why=WHY))
        elif kind == "retitle":
            changes.append(Retitle(row, f"Tên mới {row}", why=WHY))
        elif kind == "renumber":
            changes.append(Renumber({row: f"{row}x"}, why=WHY))
        elif kind == "wording":
            changes.append(SetArgument(row, "wording", "Điểm = …", why=WHY))
        elif kind == "add":
            new = Criterion(f"n{row}", f"Mới {row}", 1, Direct(PointsFact(f"moi_{row}", largest=1)))
            changes.append(Add(new, why=WHY) if draw(st.booleans()) else Add(new, before=_now(row, changes), why=WHY))
        elif kind == "move":
            target = draw(st.sampled_from(rows))
            changes.append(Move(row, after=_now(target, changes), why=WHY))
    return changes


def _now(row: str, changes: list[Change]) -> str:
    return f"{row}x" if any(isinstance(one, Renumber) and one.numbers[0][0] == row for one in changes) else row


@settings(max_examples=30)
@given(st.data())
def test_derive_then_diff_gives_back_the_changes(data: st.DataObject) -> None:
    """What differs is what the history says was changed, with the same differences and the same reasons, and no more."""
    parent = data.draw(schemes(rows=5))
    changes = data.draw(changes_of(parent))
    try:
        derived = parent.derive("d", "UBND", "xã", 2026, changes=changes)
    except SchemeError:
        reject()
    record = derived.derivation
    assert record is not None
    whole, *rows = record.history
    found = diff(parent, derived)
    assert found.whole == whole.differences
    assert list(found.rows) == [row for row in rows if row.status != "kept"]
    # The rows that changes name are those that differ, but for groups whose points followed.
    named = {row for one in changes for row in _rows(one)}
    differ = {row.old or row.new for row in found.rows if not row.group}
    assert differ == named
    twice = derived.derive("e", "UBND", "xã", 2027, changes=[SetArgument("", "limits", (0, 1), why=WHY)])
    assert diff(parent, twice).rows == found.rows


def _rows(change: Change) -> list[str]:
    if isinstance(change, Add):
        return [change.item.id]
    return [change.numbers[0][0]] if isinstance(change, Renumber) else [getattr(change, "row", "")]


def test_what_differs_is_said_line_by_line() -> None:
    """The schemes, what differs beside the rows where something does, and each row with its reason."""
    renamed = own(Retitle("7", "Thư công vụ", why=WHY))
    other = evolve(renamed, title=scheme.title, level=scheme.level, issuer=scheme.issuer, period=scheme.period)
    bare_of = evolve(other, source=scheme.source, remark=scheme.remark, trust=scheme.trust)
    head, row = diff(scheme, bare_of).text().splitlines()
    assert "(nga-nam-2023)" in head
    assert row.startswith("Tiêu chí 7 (Thư công vụ): thay đổi: tên gọi: từ “")
    assert row.endswith("” thành “Thư công vụ”. Lý do: vì vậy.")
    (_, whole, *_) = diff(scheme, evolve(bare_of, period="2026")).text("en").splitlines()
    assert whole == "The whole: period: from “2023” to “2026”."


def test_two_derivations_are_told_as_one() -> None:
    """A commune changes what a district changed: held against the annex, each row has the reason that it was given."""
    district = own(Retitle("7", "Thư công vụ", why="huyện"))
    commune = district.derive("xa-b", "UBND xã B", "cấp xã", 2027, changes=[Retitle("9", "Họp trực tuyến", why="xã")])
    assert [(row.old, [why.vi for why in row.why]) for row in diff(scheme, commune).rows] == [
        ("7", ["huyện"]),
        ("9", ["xã"]),
    ]
    assert [row.old for row in diff(district, commune).rows] == ["9"]


def test_days_are_told_as_documents_write_them() -> None:
    """Days off of a fact, and the days on which a scheme holds, in the form of each language."""
    days = LatenessFact("ke_hoach", holidays=["2026-09-02", "2026-04-30"])
    (row,) = diff(scheme, own(SwapFact("ke_hoach", days, why=WHY))).rows
    (told_of_facts,) = (one for one in row.differences if one.what == "facts")
    assert "ke_hoach.holidays.0: 30/4/2026; ke_hoach.holidays.1: 02/9/2026" in told_of_facts.text()
    assert "ke_hoach.holidays.0: 30 April 2026; ke_hoach.holidays.1: 2 September 2026" in told_of_facts.text("en")
    year = evolve(scheme, effective=Validity("2026-01-01", "2026-12-31"))
    (whole,) = diff(year, evolve(year, effective=Validity("2026-03-05"))).whole
    assert whole.text() == (
        "hiệu lực: từ “có hiệu lực từ ngày 01/01/2026 đến hết ngày 31/12/2026” thành “có hiệu lực từ ngày 05/3/2026”"
    )


def test_units_whose_points_move_are_told_with_the_reason() -> None:
    """70% reach 50% and 60%, 30% do not: 30 ÷ 50 × 5 = 3 becomes 30 ÷ 60 × 5 = 2,5."""
    derived = own(SetArgument("13", "rule.target", "60%", why=WHY))
    full: dict[str, object] = {"dan_cai_app": "70%", "tieu_chi_15": 8}
    stays, moves = scheme.diff_units(derived, [full, full | {"dan_cai_app": "30%"}])
    assert stays.empty
    assert stays.text("en") == "No points move."
    (row,) = moves.rows
    assert (row.id, row.by) == ("13", Fraction(-1, 2))
    assert row.text("en").splitlines()[0] == "Criterion 13: 3 becomes 2.5 (-0.5)."
    assert str(row).splitlines()[0] == "Tiêu chí 13: 3 thành 2,5 (-0,5)."
    assert "30% ÷ 50% × 5" in row.text("en").splitlines()[1]
    assert "30% ÷ 60% × 5" in row.text("en").splitlines()[2]
    # Nothing is said of grades, for there are none. 3 and 8 points are known, the other rows are worth 0 to 87.
    assert [line for line in moves.text().splitlines() if not line.startswith("  ")] == [
        "Tổng điểm: 11 đến 98 thành 10,5 đến 97,5.",
        "Tiêu chí 13: 3 thành 2,5 (-0,5).",
    ]


def test_a_unit_keeps_its_name_and_its_rows_follow_their_numbers() -> None:
    """The annex's unit, with its evidence by row, is scored by a scheme whose rows have other numbers."""
    derived = own(Renumber({"14": "14a"}, why=WHY), Drop("15", why=WHY))
    (found,) = units(scheme, derived, [assessment])
    assert found.unit == assessment.unit
    assert [(row.id, row.new is None) for row in found.rows] == [("15", True)]
    # Row 15 is not known: its 0 to 8 points are gone from the total.
    assert found.total.by is None
    assert found.total.text("en") == "Total: 90.52 to 98.52 becomes 90.52."


def test_an_assessment_made_for_the_new_scheme_is_read_back() -> None:
    """Its rows have the new numbers, and the old scheme is given the old ones."""
    strict = evolve(scheme, without_document="no_points")
    derived = strict.derive("xa", "UBND xã A", "cấp xã", 2026, changes=[Renumber({"14": "14a"}, why=WHY)])
    # Row 14 cites a document, and no value does: without it the row would have no points.
    cited = evolve(assessment, measurements=assessment.values, claims={})
    (same,) = strict.diff_units(derived, [cited])
    assert same.empty
    assert strict.score(cited, partial=True)["14"].points == 4
    assert strict.score(evolve(cited, evidence={}), partial=True)["14"].points == 0
    evidence = {("14a" if row == "14" else row): keys for row, keys in cited.evidence.items()}
    unit = evolve(cited, scheme=derived.id, evidence=evidence, claims={})
    (found,) = strict.diff_units(derived, [unit])
    assert found.empty


def test_figures_of_a_row_that_was_dropped_are_left_aside() -> None:
    """The unit was measured for row 12, which the new scheme has not: 75,7% × 6 = 4,54 points are gone."""
    (found,) = scheme.diff_units(own(Drop("12", why=WHY)), [assessment])
    assert [(row.id, row.by) for row in found.rows] == [("12", Fraction("-4.54"))]


def test_grades_that_move_are_told() -> None:
    """A unit that is passed by one scheme and not by the other."""

    def graded(mark: int) -> Scheme:
        bands = [GradeBand("dat", Words("Đạt", "passed"), at_least(mark)), GradeBand("khong", "Không đạt", below(mark))]
        rows: list[Item] = [Criterion("1", "x", 10, Ratio(ShareFact("ho_so"), empty=0))]
        return Scheme("g", "g", total=10, items=rows, grades=Grades(bands))

    (found,) = graded(5).diff_units(graded(6), [Assessment("Xã A", measurements={"ho_so": "55%"})])
    assert not found.empty
    assert found.rows == ()
    assert found.text("en").splitlines() == [
        "Unit Xã A:",
        "Total: 5.5 becomes 5.5 (0).",
        "Grade: passed becomes Không đạt.",
    ]
    assert [(line.kind, line.cells) for line in found.sheet("en").lines] == [
        ("total", ("", "Total", "5.5", "5.5", "0", "")),
        ("grade", ("", "Grade: passed becomes Không đạt", "", "", "", "")),
    ]
    (ungraded,) = graded(5).diff_units(evolve(graded(5), grades=None), [{"ho_so": "55%"}])
    assert ungraded.sheet().lines[-1].cells[1] == "Xếp loại: Đạt thành —"


def test_a_new_row_counts_from_nothing() -> None:
    """What it gives is what it adds; a row that was dropped takes what it gave."""
    derived = own(Add(Criterion("16", "Mới", 3, Direct(PointsFact("moi", largest=3))), why=WHY), Drop("15", why=WHY))
    (found,) = scheme.diff_units(derived, [{"moi": 2, "tieu_chi_15": 5}])
    assert [(row.id, row.by) for row in found.rows] == [("16", Fraction(2)), ("15", Fraction(-5))]


def test_figures_that_cannot_be_read_are_refused() -> None:
    """As by the schemes themselves."""
    with pytest.raises(ValueError, match="share-out-of-range"):
        scheme.diff_units(own(Drop("15", why=WHY)), [{"dan_cai_app": "170%"}])
