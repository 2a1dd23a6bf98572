"""Receipts, and holding them against what they were worked out from."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import (
    Assessment,
    Cohort,
    CohortFact,
    Criterion,
    Direct,
    Document,
    FileError,
    GradeBand,
    Grades,
    Group,
    Measurement,
    MeasurementError,
    NumberFact,
    PointsFact,
    Ratio,
    Refused,
    Relative,
    Scheme,
    ShareFact,
    YesNoFact,
    at_least,
    below,
    register,
)
from emulscore.canonical import meanings
from emulscore.files import dumps_scheme, loads_scheme
from emulscore.formula.nodes import Node
from emulscore.receipt import (
    OUTCOMES,
    Receipt,
    ReceiptRow,
    Verification,
    dump_receipt,
    dumps_receipt,
    inputs_print,
    load_receipt,
    loads_receipt,
    receipt_of,
    verify,
)
from emulscore.schemes import nga_nam_2023
from emulscore.testing import measurements_for, schemes

some = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

SHARE = ShareFact("ho_so")
GIVEN = PointsFact("tu_danh_gia", largest=5)
SCHEME = Scheme(
    "xa-2026",
    "Bộ tiêu chí cấp xã",
    total=15,
    items=[
        Group("I", "Hồ sơ", [Criterion("1", "Đúng hạn", 10, Ratio(SHARE, empty="refuse"))], 10),
        Criterion("2", "Người chấm", 5, Direct(GIVEN)),
    ],
    grades=Grades([GradeBand("tot", "Tốt", at_least(12)), GradeBand("kha", "Khá", below(12))]),
)
UNIT = Assessment("Xã A", scheme="xa-2026", period="2026", measurements={"ho_so": "99,8%", "tu_danh_gia": "4,5"})
# By hand: 99.8% of 10 is 9.98; with 4.5 the total is 14.48, which is 12 or more.
RECEIPT = receipt_of(SCHEME.score(UNIT), SCHEME)


def codes(found: Verification) -> list[str]:
    return [check.code for check in found.checks]


def against(receipt: Receipt, scheme: Scheme = SCHEME, unit: Assessment = UNIT) -> list[str]:
    """Return the codes of what differs."""
    return [check.code for check in verify(receipt, scheme, unit).differences]


def test_a_receipt_says_what_was_printed_and_what_it_came_from() -> None:
    """Points as printed, in order; fingerprints, never the figures themselves."""
    assert RECEIPT.results == (
        ReceiptRow("1", "row", "9.98"),
        ReceiptRow("I", "group", "9.98"),
        ReceiptRow("2", "row", "4.50"),
        ReceiptRow("", "total", "14.48"),
    )
    assert (RECEIPT.unit.vi, RECEIPT.scheme, RECEIPT.grade, RECEIPT.cohort) == ("Xã A", "xa-2026", ("tot",), None)
    assert RECEIPT.fingerprint == SCHEME.fingerprint
    assert RECEIPT.meanings == ("fact points@1", "fact share@1", "rule direct@1", "rule ratio@1")
    assert "99,8" not in dumps_receipt(RECEIPT)


def test_a_receipt_agrees_with_what_it_came_from() -> None:
    """Scored again from the scheme's own file and the same figures, everything agrees."""
    found = verify(RECEIPT, loads_scheme(dumps_scheme(SCHEME)), UNIT)
    assert found.ok
    assert codes(found) == ["scheme-agrees", "inputs-agree", *["points-agree"] * 4, "grade-agrees"]
    assert found.text("vi").splitlines()[:2] == [
        "Khớp: chấm lại được đúng như phiếu.",
        "= Bộ tiêu chí “xa-2026” khớp.",
    ]
    assert "= Tổng điểm: 14,48 điểm khớp." in str(found).splitlines()
    assert "= The total: 14.48 points agree." in found.text("en").splitlines()


@some
@given(st.data())
def test_every_result_of_every_scheme_has_a_receipt_that_agrees(data: st.DataObject) -> None:
    """Through JSON and back, and through the scheme's file and back; with any one row changed it does not agree."""
    scheme = data.draw(schemes())
    unit = Assessment("Xã A", measurements=data.draw(measurements_for(scheme)))
    receipt = receipt_of(scheme.score(unit), scheme)
    again = loads_receipt(dumps_receipt(receipt))
    assert again == receipt
    assert verify(again, loads_scheme(dumps_scheme(scheme, "json"), "json"), unit).ok
    place = data.draw(st.integers(0, len(receipt.results) - 1))
    row = receipt.results[place]
    other = evolve(row, points=str(Decimal(row.points) + Decimal("0.01")))
    forged = evolve(receipt, results=(*receipt.results[:place], other, *receipt.results[place + 1 :]))
    found = verify(forged, scheme, unit)
    assert not found.ok
    assert [check.code for check in found.differences] == ["points-differ"]


@pytest.mark.parametrize(
    "spelt",
    [
        {"ho_so": "99,80 %", "tu_danh_gia": Decimal("4.50")},
        {"tu_danh_gia": Fraction(9, 2), "ho_so": "499/500"},
    ],
)
def test_other_spellings_of_the_same_figures_agree(spelt: dict[str, object]) -> None:
    """What counts of a figure is what it is read as."""
    assert verify(RECEIPT, SCHEME, evolve(UNIT, measurements=spelt)).ok


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (
            evolve(UNIT, measurements={"ho_so": "99,9%", "tu_danh_gia": "4,5"}),
            ["inputs-differ", *["points-differ"] * 3],
        ),
        (evolve(UNIT, measurements={"ho_so": "1998/2002", "tu_danh_gia": "4,5"}), ["inputs-differ"]),
        (
            evolve(UNIT, measurements={"ho_so": "99,8%", "tu_danh_gia": "1"}),
            ["inputs-differ", *["points-differ"] * 2, "grade-differs"],
        ),
        (evolve(UNIT, unit="Xã B"), ["unit-differs", "inputs-differ"]),
        (evolve(UNIT, period="2025"), ["inputs-differ"]),
        (evolve(UNIT, measurements={"ho_so": "120%", "tu_danh_gia": "4,5"}), ["inputs-differ", "inputs-refused"]),
        (evolve(UNIT, measurements={"ho_so": "99,8%"}), ["inputs-differ", *["points-differ"] * 2, "grade-differs"]),
    ],
)
def test_other_figures_are_found(unit: Assessment, expected: list[str]) -> None:
    """Another figure, unit or period differs, and so does every row that it changes, and no other."""
    assert against(RECEIPT, unit=unit) == expected


def test_another_scheme_is_found() -> None:
    """A scheme with other points, other words, other rows or another id does not agree."""
    one, two = SCHEME.items
    assert isinstance(two, Criterion)
    assert against(RECEIPT, evolve(SCHEME, remark="Dự thảo")) == ["scheme-differs"]
    more = evolve(SCHEME, total=16, items=[one, two, Criterion("3", "Thêm", 1, Direct(PointsFact("x", largest=1)))])
    assert against(RECEIPT, more) == ["scheme-differs", "points-differ", "points-missing"]
    renamed = evolve(SCHEME, items=[one, evolve(two, id="2a")])
    assert against(RECEIPT, renamed) == ["scheme-differs", "points-unknown", "points-missing"]
    assert against(evolve(RECEIPT, scheme="xa-2027")) == ["scheme-differs"]


@frozen
class Unfiled:
    """A rule of somebody else's that no file can name: what was given counts."""

    kind: ClassVar[str] = "test_receipt_unfiled"

    fact: PointsFact

    def formula(self, base: Fraction) -> Node:
        del base
        return self.fact.node


def test_another_scheme_that_no_file_can_hold_is_found() -> None:
    """It cannot be tried in the receipt's meanings, so it is compared as it is; the points are the same."""
    unfiled = evolve(SCHEME, items=[SCHEME.items[0], Criterion("2", "Người chấm", 5, Unfiled(GIVEN))])
    assert against(RECEIPT, unfiled) == ["scheme-differs"]


HASH = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("forged", "expected"),
    [
        (evolve(RECEIPT, fingerprint=HASH), ["scheme-differs"]),
        (evolve(RECEIPT, inputs=HASH), ["inputs-differ"]),
        (evolve(RECEIPT, cohort=HASH), []),
        (evolve(RECEIPT, unit="Xã B"), ["unit-differs"]),
        (evolve(RECEIPT, grade=("kha",)), ["grade-differs"]),
        (evolve(RECEIPT, grade=()), ["grade-differs"]),
        (evolve(RECEIPT, results=RECEIPT.results[1:]), ["points-missing"]),
        (evolve(RECEIPT, results=()), ["points-missing"] * 4),
        (evolve(RECEIPT, results=[*RECEIPT.results, ReceiptRow("9", "row", "1")]), ["points-unknown"]),
        (evolve(RECEIPT, results=[evolve(RECEIPT.results[0], kind="group"), *RECEIPT.results[1:]]), ["points-unknown"]),
    ],
)
def test_a_forged_receipt_is_found(forged: Receipt, expected: list[str]) -> None:
    """Whatever a receipt says is compared, and nothing of it is believed."""
    found = verify(forged, SCHEME, UNIT)
    assert not found.ok
    assert [check.code for check in found.differences] == expected
    assert found.text("vi").startswith("Không khớp." if expected else "Chưa đối chiếu hết.")


def test_what_is_not_there_is_not_compared() -> None:
    """Without the scheme or the figures nothing is claimed."""
    assert codes(verify(RECEIPT)) == ["scheme-not-given", "inputs-not-given"]
    assert codes(verify(RECEIPT, SCHEME)) == ["scheme-agrees", "inputs-not-given"]
    assert codes(verify(RECEIPT, assessment=UNIT)) == ["scheme-not-given"]
    assert not verify(RECEIPT).ok
    assert not Verification(()).ok
    assert not verify(RECEIPT, SCHEME).ok
    assert verify(RECEIPT).text("en").splitlines()[:2] == [
        "Not everything could be compared.",
        "? There is no scheme “xa-2026” to compare with.",
    ]


def test_a_unit_with_missing_figures_has_a_receipt_of_ranges() -> None:
    """By hand: row 2 can still be 0 to 5, so the total is 9.98 to 14.98 and both grades are open."""
    unit = evolve(UNIT, measurements={"ho_so": "99,8%"})
    receipt = receipt_of(SCHEME.score(unit, partial=True), SCHEME)
    assert [row.points for row in receipt.results] == ["9.98", "9.98", "0.00..5.00", "9.98..14.98"]
    assert receipt.grade == ("tot", "kha")
    found = verify(loads_receipt(dumps_receipt(receipt)), SCHEME, unit)
    assert found.ok
    assert "= Tiêu chí 2: 0 đến 5 điểm khớp." in found.text("vi").splitlines()
    assert "= The total: 9.98 to 14.98 points agree." in found.text("en").splitlines()
    annex = receipt_of(nga_nam_2023.scheme.score(nga_nam_2023.assessment, partial=True), nga_nam_2023.scheme)
    assert annex.results[-1].points == "90.52..98.52"


def test_a_receipt_of_another_schemes_card_is_not_given() -> None:
    """The scheme must be the one that scored the card."""
    one, two = SCHEME.items
    assert isinstance(two, Criterion)
    changed = evolve(two, rule=Direct(evolve(GIVEN, label="Tự đánh giá")))
    for other in (nga_nam_2023.scheme, evolve(SCHEME, items=[one, changed])):
        with pytest.raises(MeasurementError, match="other-scheme"):
            receipt_of(SCHEME.score(UNIT), other)


def test_a_claim_is_no_input() -> None:
    """What the unit claims changes no figure, and so not the fingerprint of the figures."""
    assert inputs_print(SCHEME, evolve(UNIT, claims={"1": 10})) == RECEIPT.inputs


REPORT = Document("bc", text="Báo cáo số 245/BC-UBND")
CITING = evolve(UNIT, documents=[REPORT], evidence={"1": ["bc"]})


@pytest.mark.parametrize(
    "other",
    [
        UNIT,
        evolve(CITING, documents=[evolve(REPORT, text="Báo cáo số 246/BC-UBND")]),
        evolve(CITING, evidence={"2": ["bc"]}),
        evolve(CITING, measurements={**UNIT.measurements, "ho_so": Measurement("99,8%", document="bc")}),
    ],
)
def test_a_document_is_an_input(other: Assessment) -> None:
    """Points rest on their documents: one that is exchanged, or cited elsewhere, is found."""
    receipt = receipt_of(SCHEME.score(CITING), SCHEME)
    assert verify(receipt, SCHEME, CITING).ok
    assert against(receipt, unit=other) == ["inputs-differ"]


# --- receipts that carry their inputs --------------------------------------------------------------------------------------

CARRYING = receipt_of(SCHEME.score(UNIT), SCHEME, inputs=True)


def test_a_receipt_that_carries_everything_is_checked_alone() -> None:
    """It agrees with itself, and says that this is all that was shown."""
    again = loads_receipt(dumps_receipt(CARRYING))
    found = verify(again)
    assert found.ok
    assert codes(found)[:4] == ["scheme-own", "scheme-agrees", "inputs-own", "inputs-agree"]
    assert f"hãy đối chiếu {SCHEME.fingerprint} với bản đã công bố" in found.text("vi")
    assert verify(again, SCHEME, UNIT).ok


def carried(change: Callable[[Any], object]) -> Receipt:
    """Return the carrying receipt after a change of its text's tree."""
    tree = json.loads(dumps_receipt(CARRYING))
    change(tree)
    return loads_receipt(json.dumps(tree))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda tree: tree["embedded"]["scheme"].update(title="Khác"), ["scheme-differs"]),
        (lambda tree: tree["embedded"]["scheme"].update(total=99), ["scheme-unreadable"]),
        (lambda tree: tree["embedded"]["scheme"].update(format="emulscore scheme 9"), ["scheme-unreadable"]),
        (lambda tree: tree["embedded"]["assessment"].update(unit="Xã B"), ["unit-differs", "inputs-differ"]),
        (
            lambda tree: tree["embedded"]["assessment"]["measurements"].update(ho_so="50%"),
            ["inputs-differ", "points-differ", "points-differ", "points-differ", "grade-differs"],
        ),
        (lambda tree: tree["embedded"]["assessment"].pop("unit"), ["inputs-unreadable"]),
        (lambda tree: tree["results"][0].update(points="10.00"), ["points-differ"]),
    ],
)
def test_a_receipt_that_does_not_agree_with_itself_is_found(
    change: Callable[[Any], object], expected: list[str]
) -> None:
    """What a receipt carries is read as strictly as any file, and held against its fingerprints."""
    found = verify(carried(change))
    assert not found.ok
    assert [check.code for check in found.differences] == expected


def test_what_is_given_counts_and_not_what_is_carried() -> None:
    """Held against the real scheme and figures, a forged receipt that agrees with itself is found."""
    low = evolve(UNIT, measurements={"ho_so": "100%", "tu_danh_gia": 5})
    forged = receipt_of(SCHEME.score(low), SCHEME, inputs=True)
    assert verify(forged).ok
    assert not verify(forged, SCHEME, UNIT).ok
    assert not verify(forged, assessment=UNIT).ok


# --- cohorts -------------------------------------------------------------------------------------------------------------

SPEED = NumberFact("bang_thong", largest=1000, decimals=1)
BEST = CohortFact("cao_nhat", of=SPEED, take="best", decimals=1)
AMONG = Scheme("bo", "Bộ", total=10, items=[Criterion("1", "Băng thông", 10, Relative(SPEED, to=BEST, empty=0))])
UNITS = [Assessment("Bộ A", measurements={"bang_thong": 50}), Assessment("Bộ B", measurements={"bang_thong": 80})]
COHORT = AMONG.cohort(UNITS, name="Các bộ")


def test_a_receipt_names_its_cohort() -> None:
    """By hand: 50 of the best, 80, earns 10 × 5/8 = 6.25; another cohort differs, in its print and in the points."""
    receipt = receipt_of(AMONG.score(UNITS[0], cohort=COHORT), AMONG, inputs=True)
    assert receipt.results[0].points == "6.25"
    assert verify(receipt, AMONG, UNITS[0], cohort=COHORT).ok
    found = verify(loads_receipt(dumps_receipt(receipt)))
    assert found.ok
    assert "cohort-own" in codes(found)
    other = AMONG.cohort(UNITS[:1], name="Các bộ")
    differing = verify(receipt, AMONG, UNITS[0], cohort=other).differences
    assert [check.code for check in differing] == ["cohort-differs", "points-differ", "points-differ"]
    bare = evolve(receipt, embedded=None)
    alone = verify(bare, AMONG, UNITS[0])
    assert not alone.ok
    assert "cohort-not-given" in codes(alone)
    assert [check.code for check in verify(RECEIPT, SCHEME, UNIT, cohort=COHORT).differences][:1] == ["cohort-differs"]


@pytest.mark.parametrize(
    "other",
    [evolve(COHORT, name="Khác"), evolve(COHORT, size=3), evolve(COHORT, values={"cao_nhat": Decimal("80.1")})],
)
def test_everything_of_a_cohort_counts(other: Cohort) -> None:
    """Its name, its size and its values."""
    receipt = receipt_of(AMONG.score(UNITS[0], cohort=COHORT), AMONG)
    assert verify(receipt, AMONG, UNITS[0], cohort=other).differences[0].code == "cohort-differs"


def test_a_carried_cohort_of_other_facts_is_found() -> None:
    """A value that the scheme does not know is not read, and the cohort is not the receipt's."""
    tree = json.loads(dumps_receipt(receipt_of(AMONG.score(UNITS[0], cohort=COHORT), AMONG, inputs=True)))
    tree["embedded"]["cohort"]["values"] = {"cao_nhat": "80.0", "khac": "1"}
    assert verify(loads_receipt(json.dumps(tree))).ok
    tree["embedded"]["cohort"]["values"] = {"khac": "1"}
    differing = [check.code for check in verify(loads_receipt(json.dumps(tree))).differences]
    assert differing == ["cohort-differs", "points-differ", "points-differ"]


# --- files ---------------------------------------------------------------------------------------------------------------


def test_a_receipt_is_written_and_read_back(tmp_path: Path) -> None:
    """As text and as a file; the same receipt gives the same text."""
    dump_receipt(CARRYING, tmp_path / "a.json")
    assert load_receipt(tmp_path / "a.json") == CARRYING
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == dumps_receipt(CARRYING)
    assert dumps_receipt(RECEIPT).startswith('{\n  "format": "emulscore receipt 1",\n  "unit": "Xã A",')
    dump_receipt(RECEIPT, tmp_path / "a.toml")
    assert load_receipt(tmp_path / "a.toml") == RECEIPT


def problems(**changes: object) -> list[tuple[str, str | None]]:
    """Return the problems of a receipt's text with some keys changed; None leaves a key out."""
    tree = json.loads(dumps_receipt(RECEIPT)) | changes
    with pytest.raises(FileError) as caught:
        loads_receipt(json.dumps({key: one for key, one in tree.items() if one is not None}))
    return [(problem.code, problem.path) for problem in caught.value.problems]


def test_a_receipt_is_read_strictly() -> None:
    """Another format, unknown and missing keys, and values that are none are refused, all at once."""
    assert problems(format="emulscore receipt 2") == [("unknown-format", "format")]
    assert problems(format=None) == [("unknown-format", "format")]
    assert problems(signature="x") == [("unknown-key", "signature")]
    assert problems(fingerprint="sha256:abc") == [("wrong-argument", "fingerprint")]
    assert problems(inputs=None) == [("missing-key", "inputs")]
    row = {"id": "1", "kind": "row", "points": "9.98"}
    assert problems(results=[row, row]) == [("wrong-argument", "results")]
    rows = [row | {"points": "9,98"}, row | {"kind": "column"}, row | {"points": "1..2..3"}]
    assert sorted(problems(results=rows, unit=5)) == [
        ("wrong-argument", "results[0].points"),
        ("wrong-argument", "results[2].points"),
        ("wrong-value", "results[1].kind"),
        ("wrong-value", "unit"),
    ]


@pytest.mark.parametrize("values", [{"a": "1e5"}, {"a": ""}, {"a": "NaN"}, {"a": "9" * 40}])
def test_a_cohort_in_a_receipt_holds_plain_numbers(values: dict[str, str]) -> None:
    """Numbers without end or that are none are refused."""
    cohort = {"name": "Cụm", "size": 3, "values": values}
    tree = json.loads(dumps_receipt(CARRYING))
    tree["embedded"]["cohort"] = cohort
    with pytest.raises(FileError, match="wrong-argument"):
        loads_receipt(json.dumps(tree))


def test_a_receipt_cannot_be_made_of_nonsense() -> None:
    """The same holds where it is built in Python."""
    with pytest.raises(Refused, match="wrong-argument"):
        evolve(RECEIPT, fingerprint="abc")
    with pytest.raises(Refused, match="wrong-argument"):
        ReceiptRow("1", "row", "nan")


# --- meanings ------------------------------------------------------------------------------------------------------------


@register
@frozen
class YesThen:
    """What the kind meant when the receipt was made: half the base for a yes; a kind of facts has the same name."""

    kind: ClassVar[str] = "yes_no"

    fact: YesNoFact

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * (base / 2)


OLD = Scheme("cu", "Cũ", total=6, items=[Criterion("1", "Hàng", 6, YesThen(YesNoFact("dat")))])
OLD_FILE = dumps_scheme(OLD)
OLD_UNIT = Assessment("Xã A", measurements={"dat": "có"})
OLD_RECEIPT = receipt_of(OLD.score(OLD_UNIT), OLD, inputs=True)


@register
@frozen
class YesNow:
    """What the kind means now: a third of the base."""

    kind: ClassVar[str] = "yes_no"
    meaning: ClassVar[int] = 2

    fact: YesNoFact

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * (base / 3)


def test_a_receipt_of_an_earlier_meaning_is_verified_in_that_meaning() -> None:
    """The file says the same kind, which means something else by now; the receipt says which it was."""
    now = loads_scheme(OLD_FILE)
    assert meanings(now)[-1] == "rule yes_no@2"
    assert now.fingerprint != OLD_RECEIPT.fingerprint
    assert now.score(OLD_UNIT).points == Decimal("2.00")
    for found in (verify(OLD_RECEIPT, now, OLD_UNIT), verify(OLD_RECEIPT), verify(OLD_RECEIPT, OLD, OLD_UNIT)):
        assert found.ok
        assert "meaning-earlier" in codes(found)
    note = next(check for check in found.checks if check.code == "meaning-earlier")
    assert (note.what.vi, note.said, note.found) == ("yes_no", "1", "2")


def test_the_new_meaning_has_receipts_of_its_own() -> None:
    """A receipt made now says meaning 2, and does not pass for one of meaning 1."""
    now = loads_scheme(OLD_FILE)
    receipt = receipt_of(now.score(OLD_UNIT), now)
    assert receipt.meanings[-1] == "rule yes_no@2"
    assert codes(verify(receipt, now, OLD_UNIT))[0] == "scheme-agrees"
    assert verify(receipt, OLD, OLD_UNIT).ok  # the file's kind is the same, and is taken in the receipt's meaning
    forged = evolve(receipt, results=OLD_RECEIPT.results)
    assert against(forged, now, OLD_UNIT) == ["points-differ", "points-differ"]


def test_an_earlier_meaning_is_taken_only_where_the_scheme_is_then_the_same() -> None:
    """A receipt that names meanings but another scheme is held against the scheme as it is: 2 points, not 3."""
    found = verify(evolve(OLD_RECEIPT, fingerprint=HASH), loads_scheme(OLD_FILE), OLD_UNIT)
    assert codes(found) == ["scheme-differs", "meaning-gone", "inputs-agree", "points-differ", "points-differ"]


def test_a_meaning_that_is_not_known_is_said() -> None:
    """A receipt of a meaning that this library does not have cannot agree."""
    tags = tuple(one.replace("@1", "@7") if "rule" in one else one for one in OLD_RECEIPT.meanings)
    found = verify(evolve(OLD_RECEIPT, meanings=tags, fingerprint=HASH), OLD, OLD_UNIT)
    assert not found.ok
    assert [check.code for check in found.checks][:2] == ["scheme-differs", "meaning-gone"]


def test_a_meaning_with_other_arguments_is_said_too() -> None:
    """A receipt's meanings are only how to try: a scheme that cannot be built so is compared as it is."""
    tags = ("rule ratio", "gate x@y", "rule mod.Cls ratio@1", "")
    assert against(evolve(RECEIPT, meanings=tags)) == []


def test_another_version_is_said() -> None:
    """It is a note: what counts is whether the points are the same."""
    found = verify(evolve(RECEIPT, version="0.0.1"), SCHEME, UNIT)
    assert found.ok
    assert found.checks[0].code == "version-other"


def test_every_outcome_has_its_words() -> None:
    """In both languages, with the same places to fill."""
    for outcome, text in OUTCOMES.values():
        assert outcome in {"agrees", "differs", "unknown", "note"}
        for place in ("{what}", "{said}", "{found}"):
            assert (place in text.vi) == (place in text.text("en"))
        assert text.en
