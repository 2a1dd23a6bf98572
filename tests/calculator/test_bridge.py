"""What the page of the calculator is told, and what it may say: without a browser."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from emulscore import (
    Count,
    CountFact,
    Criterion,
    Direct,
    LatenessFact,
    LatePenalty,
    LevelFact,
    PointsFact,
    Ratio,
    Refused,
    Scheme,
    ShareFact,
    Tiered,
    YesNoFact,
)
from emulscore.files import dump_scheme, load_assessment, open_scheme

PUBLISHED: Final = sorted(
    one.name.removesuffix(".toml")
    for one in (files("emulscore") / "schemes").iterdir()
    if one.name.endswith(".toml") and not one.name.endswith(".assessment.toml")
)
ROOT: Final = Path(__file__).parent.parent.parent
CALCULATOR: Final = ROOT / "docs" / "calculator"
EVERYTHING: Final = Scheme(
    "thu",
    "Thử",
    total=60,
    items=[
        Criterion("1", "Số", 10, Count({CountFact("so", largest=10): 1}, start=0, low=0, high=10)),
        Criterion("2", "Tỷ lệ", 10, Ratio(ShareFact("ty_le"), empty="refuse")),
        Criterion("3", "Mức", 10, Tiered(LevelFact("muc", levels={"a": "loại A", "b": "loại B"}), {"a": 10, "b": 5})),
        Criterion("4", "Có", 10, Tiered(YesNoFact("co"), {True: 10, False: 0})),
        Criterion("5", "Chấm", 10, Direct(PointsFact("cham", largest=10))),
        Criterion("6", "Trễ", 10, LatePenalty(LatenessFact("tre"), per=1, unit="days", never=0)),
    ],
)


def entries(**more: object) -> dict[str, Any]:
    """Return what is typed into an empty form, with *more* of it."""
    return {"unit": "Xã Tân Long", "period": "2023", "facts": {}, "rows": {}, "opened": None, **more}


def facts_of(form: Any) -> dict[str, Any]:
    return {fact["name"]: fact for part in form["parts"] for fact in part.get("facts", [])}


def scored(session: Any, lang: str = "vi", /, **facts: Any) -> Any:
    return session.score(lang=lang, entries=entries(facts=facts))


# --- the form ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_scheme_has_a_form(bridge: Any, name: str) -> None:
    """Each fact of a scheme stands in its form once, with a label and at least one labelled field; each row once."""
    scheme = open_scheme(name)
    for lang in ("vi", "en"):
        form = bridge.Session().open(lang=lang, id=scheme.id)
        names = [fact["name"] for part in form["parts"] for fact in part.get("facts", [])]
        assert sorted(names) == sorted(scheme.facts)
        assert [part["id"] for part in form["parts"] if part["kind"] == "row"] == list(scheme.criteria)
        for fact in facts_of(form).values():
            assert fact["label"]
            assert all(field["label"] and field["says"] for field in fact["fields"])
            assert fact["fields"]


def test_the_form_is_in_both_languages(session: Any) -> None:
    """The label of a count is the scheme's own, in the language that was asked for."""
    vi, en = (facts_of(session.form(lang=lang))["tre_thang"]["label"] for lang in ("vi", "en"))
    assert (vi, en) == ("Nhập trễ, tần suất tháng", "Late entries, monthly")


def test_fields_suit_the_kind_of_fact(session: Any) -> None:
    """A level is a list, a lateness two days or a text, a share two counts or a text."""
    facts = facts_of(session.form(lang="vi"))
    assert [field["kind"] for field in facts["nhan_su"]["fields"]] == ["list"]
    assert len(facts["nhan_su"]["fields"][0]["choices"]) == 4
    assert [field["kind"] for field in facts["ke_hoach"]["fields"]] == ["date", "date", "text"]
    assert [field["kind"] for field in facts["dung_han"]["fields"]] == ["whole", "whole", "text"]


def test_only_states_with_a_consequence_are_offered(session: Any) -> None:
    """The town's plan may never have been issued (0 points); its other rows state no consequence of any state."""
    states = {name: fact["states"] for name, fact in facts_of(session.form(lang="vi")).items() if fact["states"]}
    assert states == {name: ["không thực hiện"] for name in ("ke_hoach", "bao_cao", "ke_hoach_to", "bao_cao_to")}


def test_the_list_names_every_published_scheme(bridge: Any) -> None:
    """The list has each scheme's id and title, and reads none of them whole."""
    listed = bridge.Session().schemes(lang="vi")
    schemes: list[Scheme] = [open_scheme(name) for name in PUBLISHED]
    assert {one["id"]: one["title"] for one in listed} == {one.id: one.title.vi for one in schemes}


# --- points, reasons, gaps --------------------------------------------------------------------------------------------


def test_the_document_gives_its_points(session: Any) -> None:
    """99,80% of 10 points is 9,98; 75,7% of 6 is 4,542, rounded to 4,54; with row 15 unknown the total is 90,52 to 98,52."""
    (unit,) = session.example(lang="vi")["units"]
    found = session.score(lang="vi", entries=unit)
    assert found["problems"] == []
    assert [found["rows"][row]["points"] for row in ("8", "12")] == ["9,98", "4,54"]
    assert found["total"] == "90,52 đến 98,52"
    assert not found["known"]
    assert [one["fact"] for one in found["missing"]] == ["tieu_chi_15"]
    assert found["rows"]["12"]["gap"] == "1,46"  # 6 claimed
    assert found["rows"]["12"]["why"] == [
        "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.",
        "Làm tròn đến 0,01: 4,542 thành 4,54/6 điểm.",
    ]


def test_two_counts_are_a_share(session: Any) -> None:
    """998 of 1000 is 99,8%, and 9,98 of 10 points; in English the points have a decimal point."""
    typed = {"first": "998", "second": "1.000"}
    assert scored(session, dung_han=typed)["rows"]["8"]["points"] == "9,98"
    assert scored(session, "en", dung_han=typed)["rows"]["8"]["points"] == "9.98"


def test_days_are_read_as_officials_write_them(session: Any) -> None:
    """Due 15/01, done 16/02: 2 begun months late, so 8 − 2 × 1 = 6 points where the report was on time."""
    late = {"first": "15/01/2023", "second": "16/02/2023"}
    found = scored(session, ke_hoach=late, bao_cao={"other": "đúng hạn"})
    assert found["rows"]["1"]["points"] == "6"


def test_nothing_typed_is_nothing_known(session: Any) -> None:
    """An empty form is no zero: every row is open, and the total may still be anything."""
    found = scored(session)
    assert found["total"] == "0 đến 100"
    assert found["scored"] == 0
    assert found["problems"] == []


def test_a_grade_is_said_with_its_reason(bridge: Any) -> None:
    """While points are unknown several grades are possible; known, one is left."""
    session = bridge.Session()
    form = session.open(lang="vi", id="mttq-dong-nai-2026")
    assert len(scored(session)["grade"]) > 1
    full = {
        name: {"first": fact["fields"][0]["says"].split("đến ")[1].split(",")[0]}
        for name, fact in facts_of(form).items()
    }
    found = scored(session, **full)
    assert len(found["grade"]) == 1
    assert found["grade_why"]


# --- what cannot be taken ---------------------------------------------------------------------------------------------


def test_a_refused_value_is_told_at_its_field(session: Any) -> None:
    """99,80 is no count: the words are the library's own, the field is named, and the row counts as not known."""
    with pytest.raises(Refused) as refused:
        CountFact("tre_thang", largest=1000).read("99,80")
    found = scored(session, tre_thang={"first": "99,80"})
    (problem,) = found["problems"]
    assert (problem["fact"], problem["columns"], problem["row"]) == ("tre_thang", ["first"], "6")
    assert problem["near"] == refused.value.problem(given="99,80").text("vi")
    assert "tre_thang" in problem["text"]
    assert found["rows"]["6"]["points"] == "0 đến 5"


@pytest.mark.parametrize(
    ("fact", "typed", "code", "columns"),
    [
        ("dung_han", {"first": "120", "second": "100"}, "part-exceeds-whole", ["first", "second"]),
        ("dung_han", {"first": "5", "second": "0"}, "some-of-zero", ["first", "second"]),
        ("dung_han", {"first": "5"}, "empty-cell", ["second"]),
        ("dung_han", {"first": "5", "second": "9", "other": "50%"}, "several-values", ["first", "second", "other"]),
        ("dung_han", {"other": "gần hết"}, "not-a-number", ["other"]),
        ("tre_thang", {"first": "-1"}, "negative", ["first"]),
        ("tieu_chi_15", {"first": "9"}, "points-out-of-range", ["first"]),
        ("ke_hoach", {"first": "31/02/2023", "second": "1/3/2023"}, "not-a-date", ["first"]),
        ("nhan_su", {"first": "tiến sĩ"}, "unknown-level", ["first"]),
    ],
)
def test_each_mistake_has_its_code_and_fields(
    session: Any, fact: str, typed: dict[str, str], code: str, columns: list[str]
) -> None:
    """A mistake is told once, by its code, with the fields that have to be looked at."""
    found = scored(session, **{fact: typed})
    assert [(one["code"], one["fact"], one["columns"]) for one in found["problems"]] == [(code, fact, columns)]


def test_a_state_without_consequence_is_told(session: Any) -> None:
    """A share that did not arise, where the scheme does not say what follows, is told at the fact; the rest is scored."""
    found = scored(session, dung_han={"state": "không phát sinh"}, dan_vneid={"other": "75,7%"})
    assert [(one["code"], one["fact"]) for one in found["problems"]] == [("not-applicable-without-policy", "dung_han")]
    assert found["rows"]["12"]["points"] == "4,54"


def test_zero_of_zero_is_told(session: Any) -> None:
    """0 of 0 is no share, and the rule does not say what it earns."""
    found = scored(session, dung_han={"first": "0", "second": "0"})
    assert [(one["code"], one["fact"]) for one in found["problems"]] == [("zero-of-zero", "dung_han")]


def test_a_bad_claim_is_told_at_its_row(session: Any) -> None:
    """A claim that is no number is told at its row; the other rows' claims count."""
    rows = {"8": {"points": "mười"}, "12": {"points": "6"}}
    found = session.score(lang="vi", entries=entries(rows=rows, facts={"dan_vneid": {"other": "75,7%"}}))
    assert [(one["code"], one["row"], one["columns"]) for one in found["problems"]] == [
        ("not-a-number", "8", ["points"])
    ]
    assert found["rows"]["12"]["gap"] == "1,46"


# --- what raises the total --------------------------------------------------------------------------------------------


def test_gains_are_exact(session: Any) -> None:
    """With row 15 at its full 8 points, row 12 can give the 6 − 4,54 = 1,46 that it lost, row 8 its 10 − 9,98 = 0,02."""
    (unit,) = session.example(lang="vi")["units"]
    unit["facts"]["tieu_chi_15"] = {"first": "8"}
    assert session.score(lang="vi", entries=unit)["total"] == "98,52"
    facts = [name for name, fact in facts_of(session.form(lang="vi")).items() if fact["own"]]
    found = session.gains(lang="vi", entries=unit, facts=facts)
    assert [(one["fact"], one["full"]["gain"]) for one in found] == [("dan_vneid", "1,46"), ("dung_han", "0,02")]
    assert session.gains(lang="vi", entries=unit, facts=["dung_han"]) == found[1:]
    assert session.asks(lang="vi", entries=unit)["unknown"] == []


def test_a_value_of_the_cohort_is_not_ones_own(bridge: Any) -> None:
    """The best value of a cohort has a field, but nobody is told to change it."""
    form = bridge.Session().open(lang="vi", id="ung-dung-cntt-bo")
    assert [name for name, fact in facts_of(form).items() if not fact["own"]] == ["bang_thong_cao_nhat"]


def test_while_something_is_unknown_it_is_said_what_is_open(session: Any) -> None:
    """Row 15 leaves 8 points open; what rows 12 and 8 lost is known already."""
    (unit,) = session.example(lang="vi")["units"]
    found = session.asks(lang="vi", entries=unit)
    assert [(one["row"], one["points"]) for one in found["unknown"]] == [("15", "8")]
    assert [(one["row"], one["points"]) for one in found["lost"]] == [("12", "1,46"), ("8", "0,02")]


def test_questions_of_an_official_are_told(session: Any) -> None:
    """A claim of 6 against 4,54 is asked about."""
    (unit,) = session.example(lang="vi")["units"]
    assert "1,46" in session.asks(lang="vi", entries=unit)["questions"]["12"][0]


# --- files ------------------------------------------------------------------------------------------------------------


def test_an_assessment_is_saved_without_loss(session: Any, tmp_path: Path) -> None:
    """What the form does not show - notes, documents of values, days - is still in the file that is saved."""
    (unit,) = session.example(lang="vi")["units"]
    assert unit["left"] == []
    session.save(lang="vi", entries=unit, kind="assessment", path=str(tmp_path / "a.toml"))
    original = files("emulscore") / "schemes" / "nga_nam_2023.assessment.toml"
    assert load_assessment(tmp_path / "a.toml") == load_assessment(original)


def test_a_changed_value_loses_its_old_note(session: Any, tmp_path: Path) -> None:
    """A document that supports one value does not support another."""
    (unit,) = session.example(lang="vi")["units"]
    unit["facts"]["dan_vneid"] = {"other": "80%"}
    session.save(lang="vi", entries=unit, kind="assessment", path=str(tmp_path / "a.toml"))
    found = load_assessment(tmp_path / "a.toml").measurements
    assert (found["dan_vneid"].value, found["dan_vneid"].document) == ("80%", None)
    assert found["dung_han"].document == "326/BC-UBND"


def test_a_workbook_fills_the_form(session: Any, tmp_path: Path) -> None:
    """A blank workbook, filled in by hand, brings its values, claims and evidence; its scheme is opened by itself."""
    place = tmp_path / "phieu.xlsx"
    session.save(lang="vi", entries=entries(), kind="template", path=str(place))
    book = load_workbook(place)
    sheet = book["Số liệu"]
    last = sheet.max_column
    keys = {sheet.cell(row, last).value: row for row in range(1, sheet.max_row + 1)}
    sheet.cell(keys["dung_han"], 4).value = 998
    sheet.cell(keys["dung_han"], 5).value = 1000
    sheet.cell(keys["dan_vneid"], 6).value = "75,7%"
    sheet.cell(keys["ke_hoach"], 7).value = "không thực hiện"
    book.save(place)
    session.open(lang="vi", id="mttq-dong-nai-2026")
    found = session.read(lang="vi", path=str(place))
    assert found["form"]["id"] == "nga-nam-2023"
    (unit,) = found["units"]
    assert unit["unit"] == "Xã Tân Long"
    assert unit["facts"] == {
        "dung_han": {"first": "998", "second": "1.000"},
        "dan_vneid": {"other": "75,7%"},
        "ke_hoach": {"state": "không thực hiện"},
    }
    assert session.score(lang="vi", entries=unit)["rows"]["8"]["points"] == "9,98"


def test_results_are_a_workbook_with_the_points(session: Any, tmp_path: Path) -> None:
    """The saved scorecard has the computed points as numbers."""
    (unit,) = session.example(lang="vi")["units"]
    session.save(lang="vi", entries=unit, kind="results", path=str(tmp_path / "r.xlsx"))
    sheets = load_workbook(tmp_path / "r.xlsx")
    values = {cell.value for line in sheets.worksheets[1].iter_rows() for cell in line}
    assert {9.98, 4.54, "90,52 đến 98,52"} <= values


def test_the_annex_is_a_word_document(session: Any, tmp_path: Path) -> None:
    """Without claims the annex has the computed points; with them it has the claims, as the report needs them."""
    (unit,) = session.example(lang="vi")["units"]
    texts = []
    for rows in (unit["rows"], dict[str, Any]()):
        session.save(lang="vi", entries=unit | {"rows": rows}, kind="annex", path=str(tmp_path / "a.docx"))
        texts.append(ZipFile(tmp_path / "a.docx").read("word/document.xml").decode())
    assert [">91,98<" in text for text in texts] == [True, False]
    assert [">4,54<" in text for text in texts] == [False, True]


def test_the_paper_has_the_whole_scorecard(session: Any) -> None:
    """What is printed has a line for each of the 15 rows, the computed points and the total."""
    (unit,) = session.example(lang="vi")["units"]
    sheet = json.loads(json.dumps(session.sheet(lang="vi", entries=unit)))
    rows = {line["cells"][0]: line["cells"] for line in sheet["lines"] if line["kind"] == "row"}
    assert list(rows) == [str(number) for number in range(1, 16)]
    assert "4,54" in rows["12"]


def test_evidence_becomes_documents(session: Any, tmp_path: Path) -> None:
    """Each line of evidence is one document; the same line in two rows is the same one; any text may stand there."""
    report = "Báo cáo số 245/BC-UBND ngày 17/10/2023"
    rows = {"1": {"evidence": f"{report}\n\nsổ theo dõi"}, "2": {"evidence": report}}
    session.save(lang="vi", entries=entries(rows=rows), kind="assessment", path=str(tmp_path / "a.toml"))
    found = load_assessment(tmp_path / "a.toml")
    assert [document.text for document in found.documents] == [report, "sổ theo dõi"]
    assert found.documents[0].number == "245"
    assert [len(keys) for keys in found.evidence.values()] == [2, 1]
    assert found.evidence["2"][0] == found.evidence["1"][0]


# --- what stands in files, and what would be typed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "raw", "fields"),
    [
        ("so", 8, {"first": "8"}),
        ("so", "never", {"state": "không thực hiện"}),
        ("ty_le", "998/1000", {"first": "998", "second": "1.000"}),
        ("ty_le", [998, 1000], {"first": "998", "second": "1.000"}),
        ("ty_le", "99.80%", {"other": "99,8%"}),
        ("ty_le", {"part": 1, "whole": 3}, {"first": "1", "second": "3"}),
        ("muc", "b", {"first": "loại B"}),
        ("co", True, {"first": "có"}),
        ("co", "không", {"first": "không"}),
        ("cham", "7.5", {"first": "7,5"}),
        ("tre", "đúng hạn", {"other": "đúng hạn"}),
        ("tre", {"days": 3}, {"other": "3"}),
        ("tre", {"due": "2023-01-15", "done": "2023-06-07"}, {"first": "15/01/2023", "second": "07/6/2023"}),
    ],
)
def test_values_of_files_stand_in_fields(bridge: Any, tmp_path: Path, fact: str, raw: object, fields: object) -> None:
    """A value that a file spells in any way stands in the fields as an official would type it."""
    session = bridge.Session()
    dump_scheme(EVERYTHING, tmp_path / "thu.toml")
    session.open(lang="vi", path=str(tmp_path / "thu.toml"))
    unit = {"format": "emulscore assessment 1", "unit": "Xã A", "measurements": {fact: raw}}
    (tmp_path / "a.json").write_text(json.dumps(unit), encoding="utf-8")
    (found,) = session.read(lang="vi", path=str(tmp_path / "a.json"))["units"]
    assert (found["facts"], found["left"]) == ({fact: fields}, [])


def test_a_value_without_a_field_is_named(bridge: Any, tmp_path: Path) -> None:
    """A lateness known in two units of time has no field: its label is told, and the value is not guessed."""
    session = bridge.Session()
    dump_scheme(EVERYTHING, tmp_path / "thu.toml")
    session.open(lang="vi", path=str(tmp_path / "thu.toml"))
    unit = {"format": "emulscore assessment 1", "unit": "Xã A", "measurements": {"tre": {"days": 3, "weeks_begun": 1}}}
    (tmp_path / "a.json").write_text(json.dumps(unit), encoding="utf-8")
    (found,) = session.read(lang="vi", path=str(tmp_path / "a.json"))["units"]
    assert (found["facts"], found["left"]) == ({}, ["Trễ"])


def test_items_are_weighed(bridge: Any) -> None:
    """Weights 3 and 1, of which the 3 are finished: 3/4; a bad weight is told at its own field."""
    session = bridge.Session()
    form = session.open(lang="vi", id="nghi-dinh-335-2025")
    assert facts_of(form)["so_luong"]["items"] == {"levels": ["hoan_thanh", "chua_hoan_thanh"], "faults": False}
    items = [{"weight": "3", "level": "hoan_thanh"}, {"weight": "1", "level": "chua_hoan_thanh"}, {}]
    typed = {name: {"other": "100%"} for name in ("chat_luong", "tien_do")}
    by_items = scored(session, so_luong={"items": items}, **typed)
    by_counts = scored(session, so_luong={"first": "3", "second": "4"}, **typed)
    assert by_items["problems"] == by_counts["problems"] == []
    assert by_items["total"] == by_counts["total"]
    items[1]["weight"] = "nặng"
    (problem,) = scored(session, so_luong={"items": items})["problems"]
    assert (problem["code"], problem["columns"][0]) == ("not-a-number", "items.1.weight")
    items[1]["weight"] = "1"
    (problem,) = scored(session, so_luong={"items": items, "other": "75%"})["problems"]
    assert problem["code"] == "several-values"


# --- the two ends of the wire -----------------------------------------------------------------------------------------


def test_a_broken_file_comes_back_as_texts(bridge: Any, tmp_path: Path) -> None:
    """All problems of a file come back at once, as texts in the language that was asked for."""
    (tmp_path / "x.toml").write_text('format = "emulscore scheme 1"\nid = "x"\n', encoding="utf-8")
    given = {"lang": "en", "path": str(tmp_path / "x.toml")}
    found = json.loads(bridge.call("open", json.dumps(given)))
    assert len(found["refused"]) > 1
    assert all("Instead: " in text for text in found["refused"])


def test_a_file_of_another_scheme_is_refused(session: Any, tmp_path: Path) -> None:
    """An assessment made for a scheme that is not published here is refused by both names."""
    (tmp_path / "a.json").write_text(
        json.dumps({"format": "emulscore assessment 1", "unit": "Xã A", "scheme": "la"}), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"“la”.*“nga-nam-2023”"):
        session.read(lang="vi", path=str(tmp_path / "a.json"))


# --- how it is built --------------------------------------------------------------------------------------------------


def test_the_pins_are_those_of_the_constraints() -> None:
    """The page holds the versions that the tests run with, each with a hash."""
    pinned = re.findall(
        r"^(\S+==\S+) --hash=sha256:[0-9a-f]{64}$", (CALCULATOR / "requirements.txt").read_text(), re.MULTILINE
    )
    constraints = (ROOT / "tests" / "constraints.txt").read_text().split()
    assert len(pinned) == 7
    assert [pin for pin in pinned if pin not in constraints] == []


def test_the_script_of_the_page_writes_no_markup() -> None:
    """Texts of schemes and files are shown as texts: the script never turns one into markup or code."""
    script = (CALCULATOR / "app.js").read_text(encoding="utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script) == []


def test_every_text_of_the_page_is_in_both_languages() -> None:
    """Each text that the page asks for is there, in Vietnamese and in English."""
    script = (CALCULATOR / "app.js").read_text(encoding="utf-8")
    page = (CALCULATOR / "page.html").read_text(encoding="utf-8")
    table = script.partition("const TEXTS = {")[2].partition("\n};")[0]
    known = set(re.findall(r"^  (\w+): \[", table, re.MULTILINE))
    pairs = re.findall(r"^  \w+: \[\s*\"[^\"]+\",\s*\"[^\"]+\",?\s*\]", table, re.MULTILINE)
    asked = set(re.findall(r"\bt\(\"(\w+)\"", script)) | set(re.findall(r"data-text=\"(\w+)\"", page))
    assert len(pairs) == len(known)
    assert asked - known == set()
