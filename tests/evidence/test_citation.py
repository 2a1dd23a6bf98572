"""Reading how people cite documents, held against citations that were collected before the reader was written."""

import re
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import Document, EmulscoreError, MeasurementError, Refused, cite, find_citations, parse_citation
from emulscore.evidence.kinds import KINDS, LAWS, kind_named
from emulscore.schemes.nga_nam_2023 import assessment

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "citations.toml").read_text(encoding="utf-8"))
FIELDS = ("kind", "number", "symbol", "issuer", "subject")

# The code by what is wrong with the text, in the words of the collection.
CODES = {
    "": "no-citation",
    " \n\t\u00a0": "no-citation",
    "245": "no-citation",
    "17/10/2023": "no-citation",
    "Báo cáo": "citation-without-number",
    "số ngày": "no-citation",
    "https://vanban.chinhphu.vn/": "no-citation",
    "Điểm = 75,7%*6": "no-citation",
    "UBND thị xã Ngã Năm": "no-citation",
    "Báo cáo số: /BC-UBND ngày /02/2024": "citation-draft",
    "Công văn số …/UBND-VX ngày …/3/2024 của UBND thị xã": "citation-draft",
    "Luật Thi đua, khen thưởng năm 2022": "citation-without-number",
    "Công văn hỏa tốc của UBND thị xã ngày 10/9/2024": "citation-without-number",
    "Quyết định số 12 ngày 08/01/2024 của UBND thị xã": "citation-without-symbol",
    "Báo cáo số 245/BC-UBND ngày 31/02/2024": "citation-day",
    "Báo cáo số 245/BC-UBND ngày 29/02/2023": "citation-day",
    "Báo cáo số 245/BC-UBND ngày 17/13/2023": "citation-day",
    "Báo cáo số 245/BC-UBND ngày 17/10/23": "citation-day",
    "Báo cáo số 245/BC-UBND ngày 17/10/0203": "citation-day",
    "Báo cáo số 245/BC-UBND ngày    tháng 10 năm 2023": "citation-draft",
    "Báo cáo số 0/BC-UBND ngày 17/10/2023": "citation-number",
    "Báo cáo số 245-246/BC-UBND ngày 17/10/2023": "citation-numbers",
    "Báo cáo số 12/QĐ-UBND ngày 08/01/2024": "citation-kind",
    "72/2025/QH15": "citation-kind-unknown",
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ": "citation-year",
    "Báo cáo số 245/BC-UBND ngày 17/10/2023 ngày 18/10/2023 của UBND thị xã": "citation-days",
}


def shown(entry: dict[str, Any]) -> str:
    return str(entry["text"])[:60]


@pytest.mark.parametrize("entry", DATA["citation"], ids=shown)
def test_a_citation_is_read(entry: dict[str, Any]) -> None:
    """Every part that the text gives, and no other; the full and the short form of Decree 30/2020."""
    document = parse_citation(entry["text"])
    assert {name: getattr(document, name) for name in FIELDS} == {name: entry.get(name) for name in FIELDS}
    assert (document.date and document.date.isoformat()) == entry.get("date")
    assert (document.full(), document.short()) == (entry["full"], entry["short"])


@pytest.mark.parametrize("entry", DATA["several"], ids=shown)
def test_several_citations_are_told_apart(entry: dict[str, Any]) -> None:
    """Each has its own key, in order; reading them as one is refused, with the keys."""
    assert [document.key for document in find_citations(entry["text"])] == entry["keys"]
    with pytest.raises(Refused) as caught:
        parse_citation(entry["text"])
    assert caught.value.code == "citations"
    assert all(key in caught.value.problems[0].text() for key in entry["keys"])


@pytest.mark.parametrize("entry", DATA["refused"], ids=shown)
def test_what_is_no_citation_is_refused(entry: dict[str, Any]) -> None:
    """Each by the code of what is wrong with it; unnumbered bases say that they have no number or are no citation."""
    with pytest.raises(Refused) as caught:
        parse_citation(entry["text"])
    expected = CODES.get(entry["text"])
    assert (
        caught.value.code == expected if expected else caught.value.code in {"no-citation", "citation-without-number"}
    )


@pytest.mark.parametrize("entry", DATA["citation"], ids=shown)
def test_a_citation_that_was_written_in_full_is_read_again_to_the_same(entry: dict[str, Any]) -> None:
    """The full form says all that was read, but for a law, whose full form is its name alone."""
    document = parse_citation(entry["text"])
    if document.kind in LAWS and document.subject:
        return
    again = parse_citation(document.full())
    parts = ("kind", "symbol", "date", "issuer", "subject", "about")
    assert {name: getattr(again, name) for name in parts} == {name: getattr(document, name) for name in parts}
    assert again.full() == document.full()


@pytest.mark.parametrize("entry", DATA["citation"], ids=shown)
def test_citations_in_a_list_are_read_as_they_are_alone(entry: dict[str, Any]) -> None:
    """Between two others, each on its own line behind a dash, a citation is the same as alone."""
    first, last = "Kế hoạch số 1/KH-A ngày 01/3/2024 của A về b", "Quyết định số 2/QĐ-A ngày 02/3/2024 của A ban hành b"
    text = "\n".join(f"- {one}" for one in (first, entry["text"].strip("-+ "), last))
    found = find_citations(text)
    alone = parse_citation(entry["text"])
    assert [one.key for one in found] == ["1/KH-A", alone.key, "2/QĐ-A"]
    assert found[1].full() == alone.full()


ANNEX = (Path(__file__).parents[1] / "data" / "annex_nga_nam_2023.txt").read_text(encoding="utf-8")
# The last cell of a row, up to the next row's number; rows 8 and 14 go on behind a page break.
BASES = dict(re.findall(r"^(\d+)\t(?:[^\t]*\t){4}(.*?)(?=^\d+\t|\Z)", ANNEX, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("row", assessment.evidence)
def test_the_bases_of_the_annex_hold_the_documents_that_its_rows_cite(row: str) -> None:
    """Each cell as it stands in the document gives the numbered documents of its row, in order."""
    numbered = [document.key for document in assessment.documents if document.numbered]
    found = find_citations(BASES[row])
    assert [document.key for document in found] == [key for key in assessment.evidence[row] if key in numbered]
    assert all(document.date and document.date.year == 2023 for document in found)


def test_a_document_is_cited_in_full_once() -> None:
    """The first mention in full, later ones short, each document by itself."""
    one = parse_citation("BC số 5/BC-UBND ngày 07/6/2023 của UBND xã A về việc thu")
    two = parse_citation("Luật Lưu trữ số 33/2024/QH15")
    bare = Document("x", text="Quy chế phối hợp")
    assert list(cite([one, two, one, bare, two, bare])) == [
        "Báo cáo số 05/BC-UBND ngày 07 tháng 6 năm 2023 của UBND xã A về việc thu",
        "Luật Lưu trữ",
        "Báo cáo số 05/BC-UBND",
        "Quy chế phối hợp",
        "Luật Lưu trữ",
        "Quy chế phối hợp",
    ]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-01-05", "ngày 05 tháng 01 năm 2024"),
        ("2024-02-29", "ngày 29 tháng 02 năm 2024"),
        ("2024-03-09", "ngày 09 tháng 3 năm 2024"),
        ("2024-10-10", "ngày 10 tháng 10 năm 2024"),
    ],
)
def test_days_are_written_as_the_decree_says(day: str, says: str) -> None:
    """Days below 10 and months 1 and 2 have a leading zero, other months none."""
    document = Document("1/BC-A", text="", kind="Báo cáo", number="1", symbol="BC-A", date=date.fromisoformat(day))
    assert document.full() == f"Báo cáo số 01/BC-A {says}"


def test_find_says_all_that_is_wrong_and_where() -> None:
    """Two bad citations around a good one are both named, each with its own text."""
    text = "Báo cáo số 1/QĐ-A; Kế hoạch số 2/KH-A; Báo cáo số 3/BC-A ngày 31/02/2024"
    with pytest.raises(MeasurementError) as caught:
        find_citations(text)
    assert [(one.code, one.given) for one in caught.value.problems] == [
        ("citation-kind", "“Báo cáo số 1/QĐ-A”"),
        ("citation-day", "“Báo cáo số 3/BC-A ngày 31/02/2024”"),
    ]


def test_what_is_no_citation_is_passed_over_in_a_text() -> None:
    """An unnumbered basis beside a report: one document, whose subject ends where the next sentence begins."""
    text = (
        "- Báo cáo số 326/BC-UBND ngày 15/12/2023 của UBND thị xã về kết quả thực hiện công tác cải cách hành chính năm "
        "2023. Căn cứ số liệu trên Hệ thống thông tin giải quyết TTHC tỉnh, thị xã (Công DVC)"
    )
    (found,) = find_citations(text)
    assert found.subject == "kết quả thực hiện công tác cải cách hành chính năm 2023"
    assert find_citations("Căn cứ số liệu trên Hệ thống; Báo cáo số: /BC-UBND ngày /02/2024") == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LAWS])
def test_every_kind_is_read_by_its_name_in_any_case(kind: str) -> None:
    """The kind's own code behind it, in capitals, small letters or as written."""
    symbol = "UBND-VX" if kind == "Công văn" else f"{KINDS[kind][0]}-UBND"
    for word in (kind, kind.lower(), kind.upper()):
        assert parse_citation(f"{word} số 12/{symbol}").kind == kind
    assert kind_named(kind.upper()) == kind


# What citations are made of, so that texts hit the reader's patterns more often than letters at random would.
WORDS = (
    "số,ngày,của,về,về việc,v/v,tháng,năm,Báo cáo,Luật,QĐ,245/BC-UBND,57-NQ/TW,30/2020/NĐ-CP,UBND,17/10/2023,ban hành"
)
PIECES = st.sampled_from(
    [*'0159/-–.,;()“”"\n\t …Đ', *(f"{word} " for word in WORDS.split(",")), "245/BC-UBND", "và ", "ngày17"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a document, or an error of the library."""
    for read in (parse_citation, find_citations):
        with suppress(EmulscoreError):
            found = read(text)
            assert all(isinstance(one, Document) for one in (found if isinstance(found, tuple) else (found,)))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    """Keys come in order, each number stands in the text, and what is found alone is what parse gives."""
    try:
        found = find_citations(text)
    except MeasurementError:
        return
    place = 0
    for document in found:
        assert document.number is not None
        place = text.index(document.number, place) + len(document.number)
        assert document.kind
    if len(found) == 1:
        assert parse_citation(text) == found[0]


HOSTILE = "1/BC-A |Báo cáo số |Luật |ngày |ngày 1/1/|- |(|“|1-|A-|số 1, |của |về | \n|. |1/|BC/BC-|Báo\n|theo |a|QĐ-"
HOSTILE += '|1/BC-A ngày 1/1/2024 của A; |1/BC-A về việc b |ngày   |…|"|”|…)| về|. a|báo cáo về việc ban hành |“(|".'


@pytest.mark.parametrize("piece", HOSTILE.split("|"))
def test_long_hostile_texts_are_read_in_one_go(piece: str) -> None:
    """A hundred thousand characters: a reader that goes over a text again for each of its parts would not come back."""
    many = piece * (100_000 // len(piece))
    for text in (many, f"Báo cáo số 5/BC-A ngày 01/3/2024 của A{many}", f"Báo cáo số 5/BC-A về b{many}"):
        codes, found = _read(text)
        assert codes <= {*CODES.values()}
        assert all("".join(document.text.split()) in "".join(text.split()) for document in found[:9])


def _read(text: str) -> tuple[set[str], tuple[Document, ...]]:
    """Return the codes of what is refused, or what is found."""
    try:
        return set(), find_citations(text)
    except MeasurementError as raised:
        return {problem.code for problem in raised.problems}, ()


@pytest.mark.parametrize(
    ("text", "full"),
    [
        (
            "(Kèm theo Kế hoạch số 79/KH-UBND ngày 15/5/2023 của UBND thị xã) và các nội dung khác",
            "Kế hoạch số 79/KH-UBND ngày 15 tháng 5 năm 2023 của UBND thị xã",
        ),
        (
            "Kế hoạch số 79/KH-UBND của UBND TP. Cần Thơ về cải cách hành chính. Hết",
            "Kế hoạch số 79/KH-UBND của UBND TP. Cần Thơ về cải cách hành chính",
        ),
        ("Báo cáo số\u200b 245/BC\u00ad-UBND\ufeff", "Báo cáo số 245/BC-UBND"),
        ("Bản thoả thuận số 1/BTT-A", "Bản thỏa thuận số 01/BTT-A"),
        ("Công văn số 12/TC-HCSN về b", "Công văn số 12/TC-HCSN về b"),  # Tài chính, and no thông cáo
        ("Báo cáo số 12b/BC-UBND", "Báo cáo số 12b/BC-UBND"),
        (
            "Nghị định số 335/2025/NĐ-CP ngày 21/12/2025, có hiệu lực từ ngày 01/01/2026",
            "Nghị định số 335/2025/NĐ-CP ngày 21 tháng 12 năm 2025",
        ),
        ("Nghị định số 335/2025/NĐ-CP, hiệu lực 01/01/2026", "Nghị định số 335/2025/NĐ-CP"),
        ("Báo cáo tổng kết số 12/BC-UBND", "Báo cáo số 12/BC-UBND"),
    ],
)
def test_marks_letters_and_spellings_do_no_harm(text: str, full: str) -> None:
    """A bracket ends what stands in it, a shortened word ends nothing, and what is not seen is not read."""
    assert parse_citation(text).full() == full


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/10/QĐ-UBND", "no-citation"),
        ("đạt 1,5/BC-UBND", "no-citation"),
        ("24/24 giờ, 01 điểm/tháng, 60km/h", "no-citation"),
        ("Công văn số 12/BC-UBND", "citation-kind"),
        ("Quyết định số 11, 12/QĐ-UBND", "citation-numbers"),
        ("Báo cáo số 245/BC-UBND ngày 17/10", "citation-day"),
    ],
)
def test_what_only_looks_like_a_citation_is_refused(text: str, code: str) -> None:
    """Dates, decimals, rates, and kinds, numbers and days that do not fit."""
    with pytest.raises(Refused) as caught:
        parse_citation(text)
    assert caught.value.code == code
