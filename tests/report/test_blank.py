"""A blank assessment: every figure once, beside what it is for, and nothing known yet."""

from attrs import evolve

from emulscore import (
    Ceiling,
    CohortFact,
    CountFact,
    Criterion,
    FactIs,
    GradeBand,
    Grades,
    LatenessFact,
    LatePenalty,
    LevelFact,
    NumberFact,
    Ratio,
    Relative,
    Scheme,
    ShareFact,
    Tiered,
    Words,
    YesNoFact,
    at_least,
    below,
)
from emulscore.files import loads_assessment
from emulscore.report.blank import blank_assessment

PLAN = LatenessFact("ke_hoach", label=Words("Kế hoạch", "Plan"))
FILES = ShareFact("ho_so", counts=Words("Hồ sơ đúng hạn", "Files on time"), out_of=Words("hồ sơ", "all files"))
STAFF = LevelFact("nhan_su", levels={"dh": Words("đại học", "a degree"), "khac": Words("khác", "other")})
SPEED = NumberFact("toc_do", largest=10, decimals=0)
GRADES = Grades(
    [GradeBand("tot", "Tốt", at_least(10)), GradeBand("kha", "Khá", below(10))],
    gates=[Ceiling("kha", FactIs(YesNoFact("vi_pham", label=Words("Có vi phạm", "A breach"))))],
)
SCHEME = Scheme(
    "xa",
    "Cấp xã",
    total=20,
    items=[
        Criterion("1", Words("Kế hoạch", "Plan"), 5, LatePenalty(PLAN, per=1, unit="days", never=0)),
        Criterion("2.a", Words("Hồ sơ", "Files"), 5, Ratio(FILES, empty=0)),
        Criterion("2.b", Words("Hồ sơ, lần nữa", "Files again"), 2, Ratio(FILES, empty=0)),
        Criterion("3", Words("Nhân sự", "Staff"), 2, Tiered(STAFF, {"dh": 2, "khac": 1})),
        Criterion("4", Words("Trang tin", "Web site"), 2, Tiered(YesNoFact("trang_tin"), {True: 2, False: 0})),
        Criterion("5", Words("Họp", "Meetings"), 2, Tiered(CountFact("hop", largest=9), {at_least(1): 2, below(1): 0})),
        Criterion(
            "6",
            Words("Tốc độ", "Speed"),
            2,
            Relative(SPEED, to=CohortFact("nhat", of=SPEED, take="best", decimals=0), empty=0),
        ),
    ],
    grades=GRADES,
)
LINES_VI = """\
[measurements]
# Bỏ dấu # ở đầu dòng rồi ghi giá trị sau dấu =. Dòng nào còn dấu # là chưa có số liệu, không phải là 0.

# Tiêu chí 1. Kế hoạch
#   Kế hoạch: "đúng hạn", hoặc { due = NĂM-THÁNG-NGÀY, done = NĂM-THÁNG-NGÀY }, hoặc "không thực hiện"
# ke_hoach =

# Tiêu chí 2.a. Hồ sơ
#   Hồ sơ đúng hạn, trên tổng số hồ sơ: "48/50" hoặc "96%"
# ho_so =

# Tiêu chí 3. Nhân sự
#   "dh" (đại học) hoặc "khac" (khác)
# nhan_su =

# Tiêu chí 4. Trang tin
#   true hoặc false
# trang_tin =

# Tiêu chí 5. Họp
#   0, 1, 2…
# hop =

# Tiêu chí 6. Tốc độ
#   7, "7,5"…
# toc_do =
#   7, "7,5"…
# nhat =

# Số liệu khác
#   Có vi phạm: true hoặc false
# vi_pham =

[claims]
# Điểm đơn vị tự chấm, nếu có
# 1 =
# "2.a" =
# "2.b" =
# 3 =
# 4 =
# 5 =
# 6 =
"""


def test_each_figure_stands_once_under_the_row_that_reads_it_first() -> None:
    """Row 2.b reads what 2.a asked for, so it asks for nothing; what only a gate reads stands last."""
    text = blank_assessment(SCHEME)
    assert text.startswith('format = "emulscore assessment 1"\nunit = "Tên đơn vị"\nscheme = "xa"\n\n')
    assert LINES_VI in text
    assert text.endswith('# [evidence]\n# 1 = ["05/KH-UBND"]\n')


def test_in_english() -> None:
    """The same figures, with English words beside them."""
    lines = blank_assessment(SCHEME, "en").splitlines()
    assert '#   Files on time, of all files: "48/50" or "96%"' in lines
    assert '#   "dh" (a degree) or "khac" (other)' in lines
    assert "#   A breach: true or false" in lines
    assert lines[lines.index("# vi_pham =") - 2] == "# Other figures"


def test_it_is_an_assessment_that_knows_nothing() -> None:
    """The file is read as it is."""
    unit = loads_assessment(blank_assessment(SCHEME))
    assert (unit.unit.vi, unit.scheme, unit.period, unit.values, unit.claims) == ("Tên đơn vị", "xa", None, {}, {})


def test_a_period_is_filled_in_and_no_heading_stands_alone() -> None:
    """A scheme of one period, whose every figure is read by a row."""
    text = blank_assessment(evolve(SCHEME, period="2026", grades=None))
    assert loads_assessment(text).period == "2026"
    assert "Số liệu khác" not in text
