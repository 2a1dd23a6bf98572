"""A file that is no TOML: what people get wrong most often is said in their words, with what to write instead."""

from __future__ import annotations

import tomllib

import pytest

from emulscore import FileError
from emulscore.files import loads_assessment

HEAD = 'format = "emulscore assessment 1"\nunit = "Xã B"\n\n[measurements]\n'


def reason(line: str, lang: str = "vi") -> str:
    """Return why a file with a line is refused, and see that the place is on that line."""
    with pytest.raises(FileError) as refused:
        loads_assessment(f'{HEAD}{line}\nkhac = "48/50"\n')
    (problem,) = refused.value.problems
    assert problem.code == "unreadable"
    assert problem.place is not None
    assert problem.place.line in {5, 6}
    return problem.text("vi" if lang == "vi" else "en")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("dung_han = 99,8%", '"99,8%"'),
        ("dung_han = 99,8", '"99,8"'),
        ("dung_han = 95%", '"95%"'),
        ("dung_han = 48/50", '"48/50"'),
        ("ke_hoach = { due = 31/01/2026, done = 28/01/2026 }", '"31/01/2026"'),
        ("diem = { 1 = 11,52 }", '"11,52"'),
        ("diem = { 1 = 11,52, 2 = 3 }", '"11,52"'),
        ('diem = { "1.2" = 9,5}', '"9,5"'),
        ("diem = { T = -2,5 }", '"-2,5"'),
        ("loi = zero-of-zero", '"zero-of-zero"'),
        ("bao_cao = đúng hạn", '"đúng hạn"'),
        ("bao_cao = { ket_qua = đúng hạn, ngay = 3 }", '"đúng hạn"'),
    ],
)
def test_a_number_with_signs_must_stand_in_quotes(line: str, value: str) -> None:
    """A word, or a comma, a percent sign or a slash in a number, without quotes: the value is shown as it must be written."""
    assert f"giá trị này phải đặt trong dấu nháy: {value}." in reason(line)
    assert f"this value must stand in quotes: {value}." in reason(line, "en")


@pytest.mark.parametrize("line", ["dung_han = “99,8%”", "bao_cao = ‘đúng hạn’"])
def test_curly_quotes_are_named(line: str) -> None:
    """Word processors put curly quotes, which TOML does not know."""
    assert "dấu nháy phải là dấu thẳng" in reason(line)


@pytest.mark.parametrize("line", ["dung_han =", "dung_han = ", "dung_han = # chưa có"])
def test_no_value_is_named(line: str) -> None:
    """A name without a value: the line is to stay a comment."""
    assert "thiếu giá trị sau dấu =; chưa có số liệu thì thêm # ở đầu dòng" in reason(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('bao_cao "đúng hạn"', "thiếu dấu = sau tên"),
        ('bao_cao = "đúng hạn', "chưa có dấu nháy đóng trên dòng này"),
        ('bao_cao = "đúng hạn" nhé', "sau giá trị còn chữ thừa"),
        ("bao_cao = =", "giá trị không đúng cách viết"),
        ("bao_cao = { a = true, b = = }", "giá trị không đúng cách viết"),
        (
            "diem = { Nhóm 1 = 3 }",
            "thiếu dấu = sau tên; tên có khoảng trắng, dấu câu hoặc chữ có dấu phải đặt trong",
        ),
        ("diem = { đ = 3 }", "tên không đúng cách viết; tên có chữ có dấu hoặc dấu câu phải đặt trong dấu nháy"),
        ("diem = { 1 = 3; 2 = 4 }", "bảng trong dòng chưa có dấu }, hoặc giữa hai mục không có dấu phẩy"),
        ("diem = { 1 = 3, }", "sau mục cuối có dấu phẩy thừa trước dấu }"),
        ("diem = { 1 = 3,}", "sau mục cuối có dấu phẩy thừa trước dấu }"),
        ('bao_cao = { due = "01/02/2026"', "bảng trong dòng chưa có dấu }"),
        ('khac = "49/50"', "mục này đã ghi ở trên"),
    ],
)
def test_what_the_parser_says_is_said_in_vietnamese(line: str, said: str) -> None:
    """The parser's own words are English; each that a person meets has its own."""
    assert said in reason(line)


def test_the_words_of_this_python_are_known() -> None:
    """The parser still says what its words are looked up by."""
    with pytest.raises(tomllib.TOMLDecodeError, match="Expected newline or end of document after a statement"):
        tomllib.loads("a = 1 2")
