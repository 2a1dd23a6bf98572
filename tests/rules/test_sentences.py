"""What rules say of themselves and of a unit's points: whole, in both languages."""

from fractions import Fraction
from typing import ClassVar

import pytest

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    At,
    AttainmentFact,
    Best,
    Cap,
    CohortFact,
    Count,
    CountFact,
    Direct,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    Leader,
    LevelFact,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Relative,
    Round,
    Rule,
    ShareFact,
    Span,
    Sum,
    Tiered,
    WeightedMean,
    When,
    Words,
    YesNoFact,
    above,
    at_least,
    at_most,
    below,
    between,
    exactly,
    score,
)
from emulscore.facts import TIME_UNITS, Measured, TimeUnit
from emulscore.formula.nodes import Const, Node
from emulscore.rules.cases import case_words
from emulscore.rules.rule import is_stated

RATE = ShareFact("ty_le", label=Words("Tỷ lệ hồ sơ", "Rate of files"))
OTHER = ShareFact("khac", label=Words("Tỷ lệ phí", "Rate of fees"))
DONE = AttainmentFact("thu", most=2, label=Words("Thu ngân sách", "Revenue"))
LEAD = CohortFact("dan_dau", of=DONE, take="best", decimals=2)
AREA = NumberFact("dien_tich", largest=100, decimals=1, label=Words("Diện tích", "Area"))
MEAN = CohortFact("tb", of=AREA, take="mean", decimals=1, label=Words("trung bình của cụm", "the cohort's mean"))
RATES = CohortFact("tb_ty_le", of=RATE, take="mean", decimals=2, label=Words("trung bình của cụm", "the cohort's mean"))
MONTHLY = CountFact("thang", largest=20, label=Words("Báo cáo tháng", "Monthly reports"))
YEARLY = CountFact("nam", largest=20, label=Words("Báo cáo năm", "Yearly reports"))
PLAN = LatenessFact("ke_hoach", label=Words("Kế hoạch", "Plan"))
REPORT = LatenessFact("bao_cao", label=Words("Báo cáo", "Report"))
KNOWN = YesNoFact("cong_nhan", label=Words("Được công nhận", "Recognised"))
LEVEL = LevelFact(
    "muc", levels={"tot": Words("tốt", "good"), "kha": Words("khá", "fair")}, label=Words("Chất lượng", "Quality")
)
ODD = Words("{points} {", "} {base}")


class Silent:
    """A rule that says nothing of itself."""

    kind: ClassVar[str] = "test_silent"

    def formula(self, base: Fraction) -> Node:
        return Const(base)


class Acronym(Silent):
    """A rule whose words begin with a name in capitals."""

    kind: ClassVar[str] = "test_acronym"
    statement: ClassVar[Words] = Words("UBND quyết định.", "UBND decides.")


PLAIN = Ratio(RATE, empty=1)
ANSWER = Tiered(KNOWN, {True: 1}, otherwise=0)
LINE = Linear(RATE, {"50%": 3, "70%": 5}, before=1, after="hold", empty=1)
TIERS = Tiered(RATE, [(at_least("90%"), 5), (between("62,5%", "90%"), "50%")], otherwise=1, empty=0)
LEVELS = Tiered(LEVEL, {"tot": 5}, otherwise=0, never=1)
DELAYS = Tiered(
    PLAN, [(exactly(0), 5), (at_most(1), 3), (between(2, 4), 2), (at_least(9), 1)], otherwise=0, unit="days"
)
COUNT = Count({MONTHLY: -1, YEARLY: 2}, start=1, low=0, high=4)
POINTS_OFF = FrequencyPenalty({MONTHLY: 1, YEARLY: "0,5"}, of="base")
BASE_OFF = FrequencyPenalty({MONTHLY: "20%", YEARLY: 1}, of="base")
LEFT_OFF = FrequencyPenalty({MONTHLY: "20%", YEARLY: "50%"}, of="left")
LATE = LatePenalty(PLAN, per=1, unit="days", never=1)
WORST = LatePenalty([PLAN, REPORT], per=1, unit="days", several="worst", never=3)
ADDED = LatePenalty([PLAN, REPORT], per="0,5", unit="weeks_begun", several="sum", never="refuse")
SLOWER = Linear(PLAN, {0: 5, 4: 1}, before="hold", after=0, unit="days")
DIFFERENCE = Linear(AREA, {-5: 0, 5: 10}, before=0, after="hold", less=MEAN)
LEADER = Leader(DONE, to=LEAD, at_target="50%", unsurpassed=1, empty=1, unassigned=PLAIN)
MIXED = WeightedMean([PLAIN, Ratio(OTHER, empty=0)], weights=["1,5", 1])


def target(below: str) -> Ratio:
    return Ratio(RATE, target="62,5%", below=below, empty="refuse")  # type: ignore[arg-type] # one of the three


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        (
            PLAIN,
            "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm.",
            "Points = rate × base; nothing to take a share of: 1 point.",
        ),
        (
            target("pro_rata"),
            "Đạt 62,5% được đủ điểm chuẩn; dưới mức này tính theo tỷ lệ so với mức đó.",
            "62.5% earns the full base; a rate below earns in proportion to it.",
        ),
        (
            target("plain"),
            "Đạt 62,5% được đủ điểm chuẩn; dưới mức này tính bằng tỷ lệ × điểm chuẩn.",
            "62.5% earns the full base; a rate below earns the rate times the base.",
        ),
        (
            target("nothing"),
            "Đạt 62,5% được đủ điểm chuẩn; dưới mức này không được điểm.",
            "62.5% earns the full base; a rate below earns nothing.",
        ),
        (
            Cap(PLAIN),
            "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm; tối đa bằng điểm chuẩn.",
            "Points = rate × base; nothing to take a share of: 1 point; at most the base.",
        ),
        (
            Cap(PLAIN, low=1),
            (
                "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm; "
                "không dưới 1 điểm, không quá 100% điểm chuẩn."
            ),
            "Points = rate × base; nothing to take a share of: 1 point; at least 1 point, at most 100% of the base.",
        ),
        (
            Cap(PLAIN, high="2,5"),
            "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm; không dưới 0 điểm, không quá 2,5 điểm.",
            "Points = rate × base; nothing to take a share of: 1 point; at least 0 points, at most 2.5 points.",
        ),
        (Direct(PointsFact("x", largest=1)), "Điểm do người có thẩm quyền chấm.", "Points given by a person."),
        (
            TIERS,
            (
                "Từ 90% trở lên: 5 điểm; từ 62,5% đến dưới 90%: 50% điểm chuẩn; còn lại: 1 điểm; "
                "không có đối tượng nào để tính tỷ lệ: 0 điểm."
            ),
            (
                "At least 90%: 5 points; at least 62.5% and below 90%: 50% of the base; otherwise: 1 point; "
                "nothing to take a share of: 0 points."
            ),
        ),
        (
            LEVELS,
            "Tốt: 5 điểm; còn lại: 0 điểm; không thực hiện: 1 điểm.",
            "Good: 5 points; otherwise: 0 points; never happened: 1 point.",
        ),
        (Tiered(LEVEL, {"tot": 5, "kha": 1}), "Tốt: 5 điểm; khá: 1 điểm.", "Good: 5 points; fair: 1 point."),
        (ANSWER, "Có: 1 điểm; còn lại: 0 điểm.", "Yes: 1 point; otherwise: 0 points."),
        (Tiered(KNOWN, {False: 0, True: 1}), "Không: 0 điểm; có: 1 điểm.", "No: 0 points; yes: 1 point."),
        (
            DELAYS,
            (
                "0 ngày: 5 điểm; đến 1 ngày: 3 điểm; từ 2 đến dưới 4 ngày: 2 điểm; từ 9 ngày trở lên: 1 điểm; "
                "còn lại: 0 điểm."
            ),
            (
                "0 days: 5 points; at most 1 day: 3 points; at least 2 and below 4 days: 2 points; "
                "at least 9 days: 1 point; otherwise: 0 points."
            ),
        ),
        (
            COUNT,
            (
                "Bắt đầu từ 1 điểm; “Báo cáo tháng” mỗi lần trừ 1 điểm; “Báo cáo năm” mỗi lần cộng 2 điểm; "
                "từ 0 điểm đến 4 điểm."
            ),
            (
                "Starts from 1 point; −1 point for each of “Monthly reports”; +2 points for each of “Yearly reports”; "
                "from 0 points to 4 points."
            ),
        ),
        (
            Count({MONTHLY: "-2,5%"}, start="100%", low="10%", high="100%"),
            (
                "Bắt đầu từ 100% điểm chuẩn; “Báo cáo tháng” mỗi lần trừ 2,5% điểm chuẩn; "
                "từ 10% điểm chuẩn đến 100% điểm chuẩn."
            ),
            (
                "Starts from 100% of the base; −2.5% of the base for each of “Monthly reports”; "
                "from 10% of the base to 100% of the base."
            ),
        ),
        (
            Count({MONTHLY: 0}, start=0, low=0, high=0),
            "Bắt đầu từ 0 điểm; “Báo cáo tháng” mỗi lần cộng 0 điểm; từ 0 điểm đến 0 điểm.",
            "Starts from 0 points; +0 points for each of “Monthly reports”; from 0 points to 0 points.",
        ),
        (
            POINTS_OFF,
            "“Báo cáo tháng” mỗi lần trừ 1 điểm; “Báo cáo năm” mỗi lần trừ 0,5 điểm.",
            "1 point off for each of “Monthly reports”; 0.5 points off for each of “Yearly reports”.",
        ),
        (
            BASE_OFF,
            (
                "“Báo cáo tháng” mỗi lần trừ 20% điểm chuẩn; “Báo cáo năm” mỗi lần trừ 1 điểm. "
                "Mỗi lần trừ tính trên điểm chuẩn."
            ),
            (
                "20% of the base off for each of “Monthly reports”; 1 point off for each of “Yearly reports”. "
                "Each time is a share of the base."
            ),
        ),
        (
            LEFT_OFF,
            (
                "“Báo cáo tháng” mỗi lần trừ 20% số điểm còn lại; “Báo cáo năm” mỗi lần trừ 50% số điểm còn lại. "
                "Mỗi lần trừ tính trên số điểm còn lại."
            ),
            (
                "20% of what is left is taken for each of “Monthly reports”; "
                "50% of what is left is taken for each of “Yearly reports”. Each time is a share of what is left."
            ),
        ),
        (
            LATE,
            "Mỗi ngày trễ trừ 1 điểm. Tính theo ngày lịch. Không thực hiện thì được không quá 1 điểm.",
            "1 point less for each day late. Calendar days count. If it never happened: at most 1 point.",
        ),
        (
            LatePenalty(PLAN, per=1, unit="working_days", never=0),
            "Mỗi ngày làm việc trễ trừ 1 điểm. Chỉ tính ngày làm việc. Không thực hiện thì không có điểm.",
            "1 point less for each working day late. Only working days count. If it never happened: no points.",
        ),
        (
            ADDED,
            (
                "Mỗi tuần trễ trừ 0,5 điểm. Tuần chưa tròn cũng tính là một tuần. "
                "Thời gian trễ của các văn bản được cộng lại."
            ),
            "0.5 points less for each week late. A begun week counts. The delays of several papers add up.",
        ),
        (
            WORST,
            (
                "Mỗi ngày trễ trừ 1 điểm. Tính theo ngày lịch. Chỉ tính văn bản trễ nhiều nhất. "
                "Không thực hiện thì được không quá 3 điểm."
            ),
            (
                "1 point less for each day late. Calendar days count. Only the longest delay counts. "
                "If it never happened: at most 3 points."
            ),
        ),
        (
            LINE,
            (
                "Theo đường thẳng giữa các mốc: 50%: 3 điểm; 70%: 5 điểm; dưới mốc đầu: 1 điểm; "
                "trên mốc cuối: giữ nguyên; không có đối tượng nào để tính tỷ lệ: 1 điểm."
            ),
            (
                "On straight lines between: 50%: 3 points; 70%: 5 points; below the first: 1 point; "
                "above the last: as at the knot; nothing to take a share of: 1 point."
            ),
        ),
        (
            Linear(RATE, {"50%": 3, "70%": 5}, before="hold", after="50%", step="2,5%", less=RATES),
            (
                "Theo đường thẳng giữa các mốc: 50%: 3 điểm; 70%: 5 điểm; dưới mốc đầu: giữ nguyên; "
                "trên mốc cuối: 50% điểm chuẩn; chỉ tính bước tròn 2,5%; so với “trung bình của cụm”."
            ),
            (
                "On straight lines between: 50%: 3 points; 70%: 5 points; below the first: as at the knot; "
                "above the last: 50% of the base; whole steps only, of 2.5%; compared with “the cohort's mean”."
            ),
        ),
        (
            Linear(PLAN, {0: 5, 4: 1}, before="hold", after=0, unit="days", step=1),
            (
                "Theo đường thẳng giữa các mốc: 0 ngày: 5 điểm; 4 ngày: 1 điểm; dưới mốc đầu: giữ nguyên; "
                "trên mốc cuối: 0 điểm; chỉ tính bước tròn 1 ngày."
            ),
            (
                "On straight lines between: 0 days: 5 points; 4 days: 1 point; below the first: as at the knot; "
                "above the last: 0 points; whole steps only, of 1 day."
            ),
        ),
        (
            Relative(AREA, to=MEAN, empty=0),
            (
                "Điểm = (giá trị của đơn vị ÷ “trung bình của cụm”) × điểm chuẩn, tối đa bằng điểm chuẩn; "
                "mức của cụm bằng 0: 0 điểm."
            ),
            "Points = (own value ÷ “the cohort's mean”) × base, at most the base; where the cohort's value is 0: 0 points.",
        ),
        (
            LEADER,
            (
                "Dưới chỉ tiêu: theo tỷ lệ, đến 50% điểm chuẩn; vượt chỉ tiêu: thêm theo tỷ lệ so với đơn vị dẫn đầu, "
                "đến đủ điểm chuẩn; đạt chỉ tiêu mà không đơn vị nào vượt: 1 điểm; "
                "chỉ tiêu bằng không: 1 điểm; không được giao chỉ tiêu: [“Tỷ lệ hồ sơ”: điểm = tỷ lệ × điểm chuẩn; "
                "không có đối tượng nào để tính tỷ lệ: 1 điểm]."
            ),
            (
                "Below the target: in proportion, up to 50% of the base; beyond it: in proportion to the leading unit, "
                "up to the base; at the target, which no unit passes: 1 point; a target of nil: 1 point; "
                "without a target: [“Rate of files”: points = rate × base; nothing to take a share of: 1 point]."
            ),
        ),
        (
            Leader(DONE, to=LEAD, at_target=3, unsurpassed="80%", empty=0, unassigned="refuse"),
            (
                "Dưới chỉ tiêu: theo tỷ lệ, đến 3 điểm; vượt chỉ tiêu: thêm theo tỷ lệ so với đơn vị dẫn đầu, "
                "đến đủ điểm chuẩn; đạt chỉ tiêu mà không đơn vị nào vượt: 80% điểm chuẩn; chỉ tiêu bằng không: 0 điểm."
            ),
            (
                "Below the target: in proportion, up to 3 points; beyond it: in proportion to the leading unit, "
                "up to the base; at the target, which no unit passes: 80% of the base; a target of nil: 0 points."
            ),
        ),
        (
            Round(PLAIN, step="0,25", mode="half_up"),
            "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm; làm tròn đến 0,25 điểm.",
            "Points = rate × base; nothing to take a share of: 1 point; rounded to 0.25 points.",
        ),
        (
            Round(PLAIN, step=1, mode="down"),
            "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm; làm tròn xuống bội số của 1 điểm.",
            "Points = rate × base; nothing to take a share of: 1 point; rounded down to a multiple of 1 point.",
        ),
        (
            Round(PLAIN, step="1,5", mode="up"),
            "Điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm; làm tròn lên bội số của 1,5 điểm.",
            "Points = rate × base; nothing to take a share of: 1 point; rounded up to a multiple of 1.5 points.",
        ),
        (
            At(1, PLAIN),
            "Điểm chuẩn riêng là 1 điểm: điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 1 điểm.",
            "With a base of its own, 1 point: points = rate × base; nothing to take a share of: 1 point.",
        ),
        (
            Sum([At("2,5", PLAIN), ANSWER, Silent()]),
            (
                "Cộng các phần: (1) “Tỷ lệ hồ sơ”: điểm chuẩn riêng là 2,5 điểm: điểm = tỷ lệ × điểm chuẩn; "
                "không có đối tượng nào để tính tỷ lệ: 1 điểm; "
                "(2) “Được công nhận”: có: 1 điểm; còn lại: 0 điểm; (3) test_silent."
            ),
            (
                "The parts add up: (1) “Rate of files”: with a base of its own, 2.5 points: points = rate × base; "
                "nothing to take a share of: 1 point; "
                "(2) “Recognised”: yes: 1 point; otherwise: 0 points; (3) test_silent."
            ),
        ),
        (
            Best([PLAIN, ANSWER]),
            (
                "Chỉ tính mức cao nhất: (1) “Tỷ lệ hồ sơ”: điểm = tỷ lệ × điểm chuẩn; "
                "không có đối tượng nào để tính tỷ lệ: 1 điểm; "
                "(2) “Được công nhận”: có: 1 điểm; còn lại: 0 điểm."
            ),
            (
                "Only the highest counts: (1) “Rate of files”: points = rate × base; nothing to take a share of: 1 point; "
                "(2) “Recognised”: yes: 1 point; otherwise: 0 points."
            ),
        ),
        (
            MIXED,
            (
                "Trung bình theo trọng số (1,5; 1): (1) “Tỷ lệ hồ sơ”: điểm = tỷ lệ × điểm chuẩn; "
                "không có đối tượng nào để tính tỷ lệ: 1 điểm; "
                "(2) “Tỷ lệ phí”: điểm = tỷ lệ × điểm chuẩn; không có đối tượng nào để tính tỷ lệ: 0 điểm."
            ),
            (
                "Mean by weights (1.5; 1): (1) “Rate of files”: points = rate × base; nothing to take a share of: 1 point; "
                "(2) “Rate of fees”: points = rate × base; nothing to take a share of: 0 points."
            ),
        ),
        (
            When(KNOWN, then=1, otherwise=PLAIN),
            (
                "Nếu “Được công nhận” là có: 1 điểm; nếu không: [“Tỷ lệ hồ sơ”: điểm = tỷ lệ × điểm chuẩn; "
                "không có đối tượng nào để tính tỷ lệ: 1 điểm]."
            ),
            (
                "If “Recognised” is yes: 1 point; otherwise: [“Rate of files”: points = rate × base; "
                "nothing to take a share of: 1 point]."
            ),
        ),
        (
            When(LEVEL, case="kha", then=PLAIN, otherwise="50%"),
            (
                "Nếu “Chất lượng” là khá: [“Tỷ lệ hồ sơ”: điểm = tỷ lệ × điểm chuẩn; "
                "không có đối tượng nào để tính tỷ lệ: 1 điểm]; nếu không: 50% điểm chuẩn."
            ),
            (
                "If “Quality” is fair: [“Rate of files”: points = rate × base; nothing to take a share of: 1 point]; "
                "otherwise: 50% of the base."
            ),
        ),
        (
            Sum([Best([Cap(ANSWER), Relative(AREA, to=MEAN, empty=0)]), WORST, Acronym()]),
            (
                "Cộng các phần: (1) [chỉ tính mức cao nhất: "
                "(1) “Được công nhận”: có: 1 điểm; còn lại: 0 điểm; tối đa bằng điểm chuẩn; "
                "(2) “Diện tích”: điểm = (giá trị của đơn vị ÷ “trung bình của cụm”) × điểm chuẩn, "
                "tối đa bằng điểm chuẩn; mức của cụm bằng 0: 0 điểm]; "
                "(2) “Kế hoạch”, “Báo cáo”: mỗi ngày trễ trừ 1 điểm. Tính theo ngày lịch. Chỉ tính văn bản trễ nhiều nhất. "
                "Không thực hiện thì được không quá 3 điểm; (3) UBND quyết định."
            ),
            (
                "The parts add up: (1) [only the highest counts: "
                "(1) “Recognised”: yes: 1 point; otherwise: 0 points; at most the base; "
                "(2) “Area”: points = (own value ÷ “the cohort's mean”) × base, at most the base; "
                "where the cohort's value is 0: 0 points]; "
                "(2) “Plan”, “Report”: 1 point less for each day late. Calendar days count. "
                "Only the longest delay counts. If it never happened: at most 3 points; (3) UBND decides."
            ),
        ),
        (
            When(
                RATE,
                case=below("80%"),
                then=When(KNOWN, then=LEVELS, otherwise=target("nothing")),
                otherwise=target("nothing"),
            ),
            (
                "Nếu “Tỷ lệ hồ sơ” dưới 80%: [nếu “Được công nhận” là có: "
                "[“Chất lượng”: tốt: 5 điểm; còn lại: 0 điểm; không thực hiện: 1 điểm]; "
                "nếu không: [“Tỷ lệ hồ sơ”: đạt 62,5% được đủ điểm chuẩn; dưới mức này không được điểm]]; "
                "nếu không: [đạt 62,5% được đủ điểm chuẩn; dưới mức này không được điểm]."
            ),
            (
                "If “Rate of files” is below 80%: [if “Recognised” is yes: "
                "[“Quality”: good: 5 points; otherwise: 0 points; never happened: 1 point]; "
                "otherwise: [“Rate of files”: 62.5% earns the full base; a rate below earns nothing]]; "
                "otherwise: [62.5% earns the full base; a rate below earns nothing]."
            ),
        ),
        (
            When(RATE, case=below("80%"), then=0, otherwise=2),
            "Nếu “Tỷ lệ hồ sơ” dưới 80%: 0 điểm; nếu không: 2 điểm.",
            "If “Rate of files” is below 80%: 0 points; otherwise: 2 points.",
        ),
        (
            When(PLAN, case=above(5), unit="working_days", then=0, otherwise=2),
            "Nếu “Kế hoạch” trễ trên 5 ngày làm việc: 0 điểm; nếu không: 2 điểm.",
            "If “Plan” is above 5 working days late: 0 points; otherwise: 2 points.",
        ),
    ],
)
def test_a_rule_states_what_it_does(rule: Rule, vi: str, en: str) -> None:
    """The sentence for the scheme's table names every choice; points and shares of the base are told apart."""
    assert is_stated(rule)
    assert (rule.statement.vi, rule.statement.text("en")) == (vi, en)


EXPLAINED: list[tuple[Rule, int, dict[str, object], str, str]] = [
    (PLAIN, 1, {"ty_le": "75%"}, "Tỷ lệ 75% × 1 điểm = 0,75 điểm.", "Rate 75% × 1 point = 0.75 points."),
    (PLAIN, 10, {"ty_le": "10%"}, "Tỷ lệ 10% × 10 điểm = 1 điểm.", "Rate 10% × 10 points = 1 point."),
    (
        PLAIN,
        10,
        {"ty_le": (0, 0)},
        "Không có đối tượng nào để tính tỷ lệ: 1 điểm.",
        "There is nothing to take a share of: 1 point.",
    ),
    (
        Cap(target("pro_rata")),
        10,
        {"ty_le": "12,5%"},
        "Tỷ lệ 12,5% so với mức 62,5%: 12,5% ÷ 62,5% × 10 điểm = 2 điểm.",
        "Rate 12.5% against 62.5%: 12.5% ÷ 62.5% × 10 points = 2 points.",
    ),
    (
        Cap(Ratio(RATE, target="50%", below="plain", empty=0)),
        1,
        {"ty_le": "100%"},
        "Tỷ lệ 100% so với mức 50%: 100% ÷ 50% × 1 điểm = 2 điểm.\nVượt mức tối đa: 2 điểm, chỉ tính 1 điểm.",
        "Rate 100% against 50%: 100% ÷ 50% × 1 point = 2 points.\nAbove the maximum: 2 points, of which 1 counts.",
    ),
    (
        Cap(target("plain")),
        10,
        {"ty_le": "10%"},
        "Tỷ lệ 10% dưới mức 62,5%: 10% × 10 điểm = 1 điểm.",
        "Rate 10% is below 62.5%: 10% × 10 points = 1 point.",
    ),
    (
        Cap(target("nothing")),
        10,
        {"ty_le": "10%"},
        "Tỷ lệ 10% dưới mức 62,5%: 0 điểm.",
        "Rate 10% is below 62.5%: 0 points.",
    ),
    (
        Cap(PLAIN, low=2),
        4,
        {"ty_le": "25%"},
        "Tỷ lệ 25% × 4 điểm = 1 điểm.\nDưới mức tối thiểu: 1 điểm, tính 2 điểm.",
        "Rate 25% × 4 points = 1 point.\nBelow the minimum: 1 point, counted as 2.",
    ),
    (
        Cap(PLAIN, high=3),
        4,
        {"ty_le": "100%"},
        "Tỷ lệ 100% × 4 điểm = 4 điểm.\nVượt mức tối đa: 4 điểm, chỉ tính 3 điểm.",
        "Rate 100% × 4 points = 4 points.\nAbove the maximum: 4 points, of which 3 count.",
    ),
    (
        Direct(PointsFact("cham", largest=1)),
        1,
        {"cham": "0,5"},
        "Được chấm 0,5/1 điểm.",
        "Given 0.5 of 1 point.",
    ),
    (
        TIERS,
        5,
        {"ty_le": "62,5%"},
        "Đạt 62,5%, thuộc mức “từ 62,5% đến dưới 90%”: 2,5/5 điểm.",
        "62.5% falls in “at least 62.5% and below 90%”: 2.5/5 points.",
    ),
    (
        TIERS,
        5,
        {"ty_le": "62%"},
        "Đạt 62%, không thuộc mức nào nêu trên: 1/5 điểm.",
        "62% is in no tier: 1/5 points.",
    ),
    (
        TIERS,
        5,
        {"ty_le": (0, 0)},
        "Không có đối tượng nào để tính tỷ lệ: 0 điểm.",
        "There is nothing to take a share of: 0 points.",
    ),
    (
        Tiered(MONTHLY, {0: 1}, otherwise=0),
        1,
        {"thang": 3},
        "Đạt 3, không thuộc mức nào nêu trên: 0/1 điểm.",
        "3 is in no tier: 0/1 points.",
    ),
    (LEVELS, 5, {"muc": "tot"}, "Mức “tốt”: 5/5 điểm.", "Level “good”: 5/5 points."),
    (LEVELS, 5, {"muc": "kha"}, "Không thuộc mức nào nêu trên: 0/5 điểm.", "None of the levels named: 0/5 points."),
    (LEVELS, 5, {"muc": NEVER}, "Không thực hiện: 1/5 điểm.", "It never happened: 1/5 points."),
    (ANSWER, 1, {"cong_nhan": True}, "“Được công nhận”: có; 1/1 điểm.", "“Recognised”: yes; 1/1 points."),
    (ANSWER, 1, {"cong_nhan": False}, "“Được công nhận”: không; 0/1 điểm.", "“Recognised”: no; 0/1 points."),
    (
        Tiered(KNOWN, {False: 0}, otherwise=1),
        1,
        {"cong_nhan": True},
        "“Được công nhận”: có; 1/1 điểm.",
        "“Recognised”: yes; 1/1 points.",
    ),
    (
        DELAYS,
        5,
        {"ke_hoach": {"days": 1}},
        "Trễ 1 ngày, thuộc mức “đến 1 ngày”: 3/5 điểm.",
        "A delay of 1 day falls in “at most 1 day”: 3/5 points.",
    ),
    (
        DELAYS,
        5,
        {"ke_hoach": {"days": 4}},
        "Trễ 4 ngày, không thuộc mức nào nêu trên: 0/5 điểm.",
        "A delay of 4 days is in no tier: 0/5 points.",
    ),
    (
        COUNT,
        5,
        {"thang": 1, "nam": 2},
        (
            "“Báo cáo tháng”: 1 lần × -1 điểm = -1 điểm.\n“Báo cáo năm”: 2 lần × 2 điểm = 4 điểm.\n"
            "Bắt đầu từ 1 điểm, tổng cộng 4 điểm: tính 4/5 điểm."
        ),
        (
            "“Monthly reports”: 1 time × -1 point = -1 point.\n“Yearly reports”: 2 times × 2 points = 4 points.\n"
            "Starting from 1 point, 4 in all: 4/5 points count."
        ),
    ),
    (
        COUNT,
        5,
        {"thang": 0, "nam": 3},
        (
            "“Báo cáo năm”: 3 lần × 2 điểm = 6 điểm.\nBắt đầu từ 1 điểm, tổng cộng 7 điểm: tính 4/5 điểm.\n"
            "Không quá 4 điểm."
        ),
        (
            "“Yearly reports”: 3 times × 2 points = 6 points.\nStarting from 1 point, 7 in all: 4/5 points count.\n"
            "At most 4 points."
        ),
    ),
    (
        Count({MONTHLY: "-0,5"}, start=2, low=1, high=2),
        5,
        {"thang": 3},
        (
            "“Báo cáo tháng”: 3 lần × -0,5 điểm = -1,5 điểm.\nBắt đầu từ 2 điểm, tổng cộng 0,5 điểm: tính 1/5 điểm.\n"
            "Không dưới 1 điểm."
        ),
        (
            "“Monthly reports”: 3 times × -0.5 points = -1.5 points.\nStarting from 2 points, 0.5 in all: 1/5 points count.\n"
            "At least 1 point."
        ),
    ),
    (
        Count({MONTHLY: 1}, start=0, low=0, high=1),
        1,
        {"thang": 2},
        "“Báo cáo tháng”: 2 lần × 1 điểm = 2 điểm.\nBắt đầu từ 0 điểm, tổng cộng 2 điểm: tính 1/1 điểm.\nKhông quá 1 điểm.",
        (
            "“Monthly reports”: 2 times × 1 point = 2 points.\nStarting from 0 points, 2 in all: 1/1 points count.\n"
            "At most 1 point."
        ),
    ),
    (
        POINTS_OFF,
        2,
        {"thang": 1, "nam": 1},
        "“Báo cáo tháng”: 1 lần × 1 điểm = trừ 1 điểm.\n“Báo cáo năm”: 1 lần × 0,5 điểm = trừ 0,5 điểm.\nCòn 0,5/2 điểm.",
        (
            "“Monthly reports”: 1 time × 1 point = 1 point off.\n“Yearly reports”: 1 time × 0.5 points = 0.5 points off.\n"
            "0.5/2 points left."
        ),
    ),
    (
        POINTS_OFF,
        1,
        {"thang": 2, "nam": 0},
        (
            "“Báo cáo tháng”: 2 lần × 1 điểm = trừ 2 điểm.\n"
            "Tổng mức trừ 2 điểm lớn hơn điểm chuẩn, chỉ trừ 1 điểm.\nCòn 0/1 điểm."
        ),
        (
            "“Monthly reports”: 2 times × 1 point = 2 points off.\n"
            "The penalties of 2 points are more than the base; only 1 is taken.\n0/1 points left."
        ),
    ),
    (
        FrequencyPenalty({MONTHLY: 1}, of="base"),
        0,
        {"thang": 1},
        ("“Báo cáo tháng”: 1 lần × 1 điểm = trừ 1 điểm.\nTổng mức trừ 1 điểm lớn hơn điểm chuẩn, chỉ trừ 0 điểm."),
        (
            "“Monthly reports”: 1 time × 1 point = 1 point off.\n"
            "The penalties of 1 point are more than the base; only 0 are taken."
        ),
    ),
    (
        BASE_OFF,
        5,
        {"thang": 4, "nam": 3},
        (
            "“Báo cáo tháng”: 4 lần × 20% điểm chuẩn = trừ 4 điểm.\n“Báo cáo năm”: 3 lần × 1 điểm = trừ 3 điểm.\n"
            "Tổng mức trừ 7 điểm lớn hơn điểm chuẩn, chỉ trừ 5 điểm.\nCòn 0/5 điểm.\nMỗi lần trừ tính trên điểm chuẩn."
        ),
        (
            "“Monthly reports”: 4 times × 20% of the base = 4 points off.\n"
            "“Yearly reports”: 3 times × 1 point = 3 points off.\n"
            "The penalties of 7 points are more than the base; only 5 are taken.\n0/5 points left.\n"
            "Each time is a share of the base."
        ),
    ),
    (
        BASE_OFF,
        5,
        {"thang": 0, "nam": 0},
        "Không bị trừ điểm lần nào: 5/5 điểm.",
        "Nothing is taken: 5/5 points.",
    ),
    (
        LEFT_OFF,
        5,
        {"thang": 2, "nam": 1},
        (
            "“Báo cáo tháng”, mỗi lần trừ 20% số điểm còn lại: giữ lại 64%.\n"
            "“Báo cáo năm”, mỗi lần trừ 50% số điểm còn lại: giữ lại 50%.\nCòn 1,6/5 điểm.\n"
            "Mỗi lần trừ tính trên số điểm còn lại."
        ),
        (
            "“Monthly reports”, 20% of what is left taken each time: 64% kept.\n"
            "“Yearly reports”, 50% of what is left taken each time: 50% kept.\n1.6/5 points left.\n"
            "Each time is a share of what is left."
        ),
    ),
    (
        LEFT_OFF,
        5,
        {"thang": 0, "nam": 0},
        "Không bị trừ điểm lần nào: 5/5 điểm.",
        "Nothing is taken: 5/5 points.",
    ),
    (
        LATE,
        8,
        {"ke_hoach": {"days": 1}},
        "Trễ 1 ngày × 1 điểm/ngày: trừ 1; còn 7/8 điểm.\nTính theo ngày lịch.",
        "1 day late × 1 point a day: 1 lost; 7/8 points left.\nCalendar days count.",
    ),
    (
        LATE,
        1,
        {"ke_hoach": {"days": 2}},
        (
            "Trễ 2 ngày × 1 điểm/ngày: trừ 1; còn 0/1 điểm.\nMức trừ 2 điểm lớn hơn điểm chuẩn, chỉ trừ 1 điểm.\n"
            "Tính theo ngày lịch."
        ),
        (
            "2 days late × 1 point a day: 1 lost; 0/1 points left.\n"
            "The penalty of 2 points is more than the base; only 1 is taken.\nCalendar days count."
        ),
    ),
    (
        LATE,
        8,
        {"ke_hoach": NEVER},
        "“Kế hoạch” không thực hiện: được không quá 1 điểm.",
        "“Plan” never happened: at most 1 point.",
    ),
    (
        WORST,
        8,
        {"ke_hoach": NEVER, "bao_cao": {"days": 2}},
        (
            "Trễ 2 ngày × 1 điểm/ngày: trừ 2; còn 6/8 điểm.\n“Kế hoạch” không thực hiện: được không quá 3 điểm.\n"
            "“Báo cáo” trễ 2 ngày.\nChỉ tính 3/8 điểm.\nTính theo ngày lịch.\nChỉ tính văn bản trễ nhiều nhất."
        ),
        (
            "2 days late × 1 point a day: 2 lost; 6/8 points left.\n“Plan” never happened: at most 3 points.\n"
            "“Report” is 2 days late.\nOnly 3/8 points count.\nCalendar days count.\nOnly the longest delay counts."
        ),
    ),
    (
        WORST,
        8,
        {"ke_hoach": {"days": 7}, "bao_cao": NEVER},
        (
            "Trễ 7 ngày × 1 điểm/ngày: trừ 7; còn 1/8 điểm.\n“Kế hoạch” trễ 7 ngày.\n"
            "“Báo cáo” không thực hiện: được không quá 3 điểm.\nTính theo ngày lịch.\nChỉ tính văn bản trễ nhiều nhất."
        ),
        (
            "7 days late × 1 point a day: 7 lost; 1/8 points left.\n“Plan” is 7 days late.\n"
            "“Report” never happened: at most 3 points.\nCalendar days count.\nOnly the longest delay counts."
        ),
    ),
    (
        WORST,
        8,
        {"ke_hoach": NEVER, "bao_cao": NEVER},
        (
            "“Kế hoạch” không thực hiện: được không quá 3 điểm.\n“Báo cáo” không thực hiện: được không quá 3 điểm.\n"
            "Chỉ tính 3/8 điểm."
        ),
        "“Plan” never happened: at most 3 points.\n“Report” never happened: at most 3 points.\nOnly 3/8 points count.",
    ),
    (
        ADDED,
        4,
        {"ke_hoach": {"weeks_begun": 1}, "bao_cao": {"weeks_begun": 3}},
        (
            "Trễ 4 tuần × 0,5 điểm/tuần: trừ 2; còn 2/4 điểm.\n“Kế hoạch” trễ 1 tuần.\n“Báo cáo” trễ 3 tuần.\n"
            "Tuần chưa tròn cũng tính là một tuần.\nThời gian trễ của các văn bản được cộng lại."
        ),
        (
            "4 weeks late × 0.5 points a week: 2 lost; 2/4 points left.\n“Plan” is 1 week late.\n"
            "“Report” is 3 weeks late.\nA begun week counts.\nThe delays of several papers add up."
        ),
    ),
    (ADDED, 4, {"ke_hoach": 0, "bao_cao": 0}, "Đúng thời gian quy định: 4/4 điểm.", "On time: 4/4 points."),
    (
        LINE,
        5,
        {"ty_le": "62%"},
        "Đạt 62%: mốc 50% được 3 điểm, thêm 1,2 điểm; được 4,2/5 điểm.",
        "62%: 3 points at 50%, 1.2 more; 4.2/5 points.",
    ),
    (LINE, 5, {"ty_le": "49%"}, "Đạt 49%, dưới mốc đầu: 1/5 điểm.", "49%, below the first knot: 1/5 points."),
    (LINE, 5, {"ty_le": "70%"}, "Đạt 70%, đúng mốc cuối: 5/5 điểm.", "70%, at the last knot: 5/5 points."),
    (LINE, 5, {"ty_le": "71%"}, "Đạt 71%, trên mốc cuối: 5/5 điểm.", "71%, above the last knot: 5/5 points."),
    (
        Linear(RATE, {"50%": 3, "70%": 5}, before=0, after=0, step="10%"),
        5,
        {"ty_le": "50%"},
        "Đạt 50%, đúng mốc: 3/5 điểm.",
        "50%, at a knot: 3/5 points.",
    ),
    (
        LINE,
        5,
        {"ty_le": (0, 0)},
        "Không có đối tượng nào để tính tỷ lệ: 1 điểm.",
        "There is nothing to take a share of: 1 point.",
    ),
    (
        SLOWER,
        5,
        {"ke_hoach": {"days": 1}},
        "Trễ 1 ngày: mốc 4 ngày được 1 điểm, thêm 3 điểm; được 4/5 điểm.",
        "A delay of 1 day: 1 point at 4 days, 3 more; 4/5 points.",
    ),
    (
        SLOWER,
        5,
        {"ke_hoach": {"days": 5}},
        "Trễ 5 ngày, trên mốc cuối: 0/5 điểm.",
        "A delay of 5 days, above the last knot: 0/5 points.",
    ),
    (
        Linear(PLAN, {-5: 10, 5: 0}, before="hold", after="hold", less=MEAN, unit="days"),
        10,
        {"ke_hoach": {"days": 4}, "tb": 6},
        (
            "Trễ 4 ngày, so với mức của cụm 6 ngày: chênh -2 ngày.\n"
            "Chênh -2 ngày: mốc 5 ngày được 0 điểm, thêm 7 điểm; được 7/10 điểm."
        ),
        (
            "A delay of 4 days, against the cohort's 6 days: a difference of -2 days.\n"
            "A difference of -2 days: 0 points at 5 days, 7 more; 7/10 points."
        ),
    ),
    (
        Linear(AREA, {0: 2, 4: 2}, before=0, after=0),
        5,
        {"dien_tich": 1},
        "Đạt 1: mốc 0 được 2 điểm, thêm 0 điểm; được 2/5 điểm.",
        "1: 2 points at 0, 0 more; 2/5 points.",
    ),
    (
        DIFFERENCE,
        10,
        {"dien_tich": "8,5", "tb": 6},
        "Đạt 8,5, so với mức của cụm 6: chênh 2,5.\nChênh 2,5: mốc -5 được 0 điểm, thêm 7,5 điểm; được 7,5/10 điểm.",
        (
            "8.5, against the cohort's 6: a difference of 2.5.\n"
            "A difference of 2.5: 0 points at -5, 7.5 more; 7.5/10 points."
        ),
    ),
    (
        Linear(RATE, {"-10%": 0, "10%": 4}, before=0, after=1, less=RATES),
        4,
        {"ty_le": "92,5%", "tb_ty_le": "0,8"},
        "Đạt 92,5%, so với mức của cụm 80%: chênh 12,5%.\nChênh 12,5%, trên mốc cuối: 1/4 điểm.",
        (
            "92.5%, against the cohort's 80%: a difference of 12.5%.\n"
            "A difference of 12.5%, above the last knot: 1/4 points."
        ),
    ),
    (
        Relative(AREA, to=MEAN, empty=1),
        5,
        {"dien_tich": "1,5", "tb": "7,5"},
        "Đơn vị 1,5, mức của cụm 7,5: 1,5 ÷ 7,5 × 5, tối đa 5: 1 điểm.",
        "Own 1.5, the cohort's 7.5: 1.5 ÷ 7.5 × 5, at most 5: 1 point.",
    ),
    (
        Relative(AREA, to=MEAN, empty=1),
        5,
        {"dien_tich": 2, "tb": 0},
        "Mức của cụm là 0: 1 điểm.",
        "The cohort's value is 0: 1 point.",
    ),
    (
        Relative(RATE, to=RATES, empty=2),
        5,
        {"ty_le": "60%", "tb_ty_le": "0,75"},
        "Đơn vị 60%, mức của cụm 75%: 60% ÷ 75% × 5, tối đa 5: 4 điểm.",
        "Own 60%, the cohort's 75%: 60% ÷ 75% × 5, at most 5: 4 points.",
    ),
    (
        Relative(RATE, to=RATES, empty=2),
        5,
        {"ty_le": "0%", "tb_ty_le": 0},
        "Mức của cụm là 0%: 2 điểm.",
        "The cohort's value is 0%: 2 points.",
    ),
    (
        LEADER,
        10,
        {"thu": "50%", "dan_dau": "1,4"},
        "Đạt 50% chỉ tiêu: 50% × 5 điểm = 2,5 điểm.",
        "50% of the target: 50% × 5 points = 2.5 points.",
    ),
    (
        LEADER,
        2,
        {"thu": "50%", "dan_dau": "1,4"},
        "Đạt 50% chỉ tiêu: 50% × 1 điểm = 0,5 điểm.",
        "50% of the target: 50% × 1 point = 0.5 points.",
    ),
    (
        LEADER,
        10,
        {"thu": "120%", "dan_dau": "1,4"},
        "Đạt 120% chỉ tiêu, đơn vị dẫn đầu 140%: 7,5/10 điểm.",
        "120% of the target, the leading unit 140%: 7.5/10 points.",
    ),
    (
        LEADER,
        10,
        {"thu": "100%", "dan_dau": 1},
        "Đạt 100% chỉ tiêu, không đơn vị nào vượt: 1/10 điểm.",
        "100% of the target, which no unit passes: 1/10 points.",
    ),
    (
        LEADER,
        10,
        {"thu": (0, 0), "dan_dau": 1},
        "Chỉ tiêu bằng không: 1 điểm.",
        "The target is nil: 1 point.",
    ),
    (
        LEADER,
        10,
        {"thu": NOT_APPLICABLE, "ty_le": "90%", "dan_dau": 1},
        "“Tỷ lệ hồ sơ”: tỷ lệ 90% × 10 điểm = 9 điểm.\nKhông được giao chỉ tiêu: 9/10 điểm.",
        "“Rate of files”: rate 90% × 10 points = 9 points.\nNo target was set: 9/10 points.",
    ),
    (
        Round(PLAIN, step="0,25", mode="half_up"),
        6,
        {"ty_le": "57,5%"},
        "Tỷ lệ 57,5% × 6 điểm = 3,45 điểm.\n3,45 điểm làm tròn đến 0,25: 3,5 điểm.",
        "Rate 57.5% × 6 points = 3.45 points.\n3.45 points rounded to 0.25: 3.5 points.",
    ),
    (
        Round(PLAIN, step=1, mode="down"),
        6,
        {"ty_le": "25%"},
        "Tỷ lệ 25% × 6 điểm = 1,5 điểm.\n1,5 điểm làm tròn xuống bội số của 1: 1 điểm.",
        "Rate 25% × 6 points = 1.5 points.\n1.5 points rounded down to a multiple of 1: 1 point.",
    ),
    (
        Round(PLAIN, step="2,5", mode="up"),
        10,
        {"ty_le": "10%"},
        "Tỷ lệ 10% × 10 điểm = 1 điểm.\n1 điểm làm tròn lên bội số của 2,5: 2,5 điểm.",
        "Rate 10% × 10 points = 1 point.\n1 point rounded up to a multiple of 2.5: 2.5 points.",
    ),
    (
        FrequencyPenalty({MONTHLY: 0, YEARLY: 1}, of="base"),
        5,
        {"thang": 2, "nam": 0},
        "Không bị trừ điểm lần nào: 5/5 điểm.\n“Báo cáo tháng”: 2 lần × 0 điểm = trừ 0 điểm.",
        "Nothing is taken: 5/5 points.\n“Monthly reports”: 2 times × 0 points = 0 points off.",
    ),
    (At("50%", PLAIN), 2, {"ty_le": "50%"}, "Tỷ lệ 50% × 1 điểm = 0,5 điểm.", "Rate 50% × 1 point = 0.5 points."),
    (
        Sum([At(3, PLAIN), ANSWER]),
        4,
        {"ty_le": "50%", "cong_nhan": True},
        "“Tỷ lệ hồ sơ”: tỷ lệ 50% × 3 điểm = 1,5 điểm.\n“Được công nhận”: có; 1/4 điểm.\nCộng các phần: 1,5 + 1 = 2,5 điểm.",
        (
            "“Rate of files”: rate 50% × 3 points = 1.5 points.\n“Recognised”: yes; 1/4 points.\n"
            "The parts add up: 1.5 + 1 = 2.5 points."
        ),
    ),
    (
        Best([Cap(PLAIN), At("50%", PLAIN)]),
        4,
        {"ty_le": "50%"},
        "Tỷ lệ 50% × 4 điểm = 2 điểm.\nTỷ lệ 50% × 2 điểm = 1 điểm.\nChỉ tính mức cao nhất trong (2; 1): 2 điểm.",
        "Rate 50% × 4 points = 2 points.\nRate 50% × 2 points = 1 point.\nOnly the highest of (2; 1) counts: 2 points.",
    ),
    (
        Sum([At(3, Cap(Ratio(RATE, target="50%", below="pro_rata", empty=1))), At(1, WORST)]),
        4,
        {"ty_le": "60%", "ke_hoach": {"days": 0}, "bao_cao": {"days": 0}},
        (
            "“Tỷ lệ hồ sơ”: tỷ lệ 60% so với mức 50%: 60% ÷ 50% × 3 điểm = 3,6 điểm.\n"
            "Vượt mức tối đa: 3,6 điểm, chỉ tính 3 điểm.\n"
            "“Kế hoạch”, “Báo cáo”: đúng thời gian quy định: 1/1 điểm.\n"
            "Cộng các phần: 3 + 1 = 4 điểm."
        ),
        (
            "“Rate of files”: rate 60% against 50%: 60% ÷ 50% × 3 points = 3.6 points.\n"
            "Above the maximum: 3.6 points, of which 3 count.\n"
            "“Plan”, “Report”: on time: 1/1 points.\n"
            "The parts add up: 3 + 1 = 4 points."
        ),
    ),
    (
        Sum([At(6, WORST), ANSWER]),
        7,
        {"ke_hoach": {"days": 2}, "bao_cao": {"days": 0}, "cong_nhan": True},
        (
            "Trễ 2 ngày × 1 điểm/ngày: trừ 2; còn 4/6 điểm.\n“Kế hoạch” trễ 2 ngày.\n"
            "Tính theo ngày lịch.\nChỉ tính văn bản trễ nhiều nhất.\n"
            "“Được công nhận”: có; 1/7 điểm.\nCộng các phần: 4 + 1 = 5 điểm."
        ),
        (
            "2 days late × 1 point a day: 2 lost; 4/6 points left.\n“Plan” is 2 days late.\n"
            "Calendar days count.\nOnly the longest delay counts.\n"
            "“Recognised”: yes; 1/7 points.\nThe parts add up: 4 + 1 = 5 points."
        ),
    ),
    (
        Best([PLAIN, ANSWER]),
        4,
        {"ty_le": "12,5%", "cong_nhan": True},
        (
            "“Tỷ lệ hồ sơ”: tỷ lệ 12,5% × 4 điểm = 0,5 điểm.\n“Được công nhận”: có; 1/4 điểm.\n"
            "Chỉ tính mức cao nhất trong (0,5; 1): 1 điểm."
        ),
        (
            "“Rate of files”: rate 12.5% × 4 points = 0.5 points.\n“Recognised”: yes; 1/4 points.\n"
            "Only the highest of (0.5; 1) counts: 1 point."
        ),
    ),
    (
        MIXED,
        10,
        {"ty_le": "80%", "khac": "5%"},
        (
            "“Tỷ lệ hồ sơ”: tỷ lệ 80% × 10 điểm = 8 điểm.\n“Tỷ lệ phí”: tỷ lệ 5% × 10 điểm = 0,5 điểm.\n"
            "Trung bình theo trọng số: (1,5 × 8 + 1 × 0,5) ÷ 2,5 = 5 điểm."
        ),
        (
            "“Rate of files”: rate 80% × 10 points = 8 points.\n“Rate of fees”: rate 5% × 10 points = 0.5 points.\n"
            "Mean by weights: (1.5 × 8 + 1 × 0.5) ÷ 2.5 = 5 points."
        ),
    ),
    (
        When(KNOWN, then=1, otherwise=2),
        4,
        {"cong_nhan": True},
        "“Được công nhận” là có: 1 điểm.",
        "“Recognised” is yes: 1 point.",
    ),
    (
        When(KNOWN, then=1, otherwise=2),
        4,
        {"cong_nhan": False},
        "“Được công nhận” là không: 2 điểm.",
        "“Recognised” is no: 2 points.",
    ),
    (
        When(KNOWN, case=False, then=1, otherwise=PLAIN),
        4,
        {"cong_nhan": True, "ty_le": "25%"},
        "“Tỷ lệ hồ sơ”: tỷ lệ 25% × 4 điểm = 1 điểm.\n“Được công nhận” là có: 1 điểm.",
        "“Rate of files”: rate 25% × 4 points = 1 point.\n“Recognised” is yes: 1 point.",
    ),
    (
        When(LEVEL, case="kha", then=1, otherwise=2),
        4,
        {"muc": "tot"},
        "“Chất lượng” không thuộc trường hợp “khá”: 2 điểm.",
        "“Quality” is not fair: 2 points.",
    ),
    (
        When(RATE, case=below("80%"), then=0, otherwise=2),
        4,
        {"ty_le": "79%"},
        "“Tỷ lệ hồ sơ” dưới 80%: 0 điểm.",
        "“Rate of files” is below 80%: 0 points.",
    ),
    (
        When(PLAN, case=at_most(1), unit="days", then=1, otherwise=2),
        4,
        {"ke_hoach": {"days": 1}},
        "“Kế hoạch” trễ đến 1 ngày: 1 điểm.",
        "“Plan” is at most 1 day late: 1 point.",
    ),
    (
        When(PLAN, case=at_most(1), unit="days", then=1, otherwise=2),
        4,
        {"ke_hoach": {"days": 3}},
        "“Kế hoạch” không thuộc trường hợp “trễ đến 1 ngày”: 2 điểm.",
        "“Plan” is not at most 1 day late: 2 points.",
    ),
]


@pytest.mark.parametrize(("rule", "base", "given", "vi", "en"), EXPLAINED)
def test_a_unit_is_told_how_its_points_came_about(
    rule: Rule, base: int, given: dict[str, object], vi: str, en: str
) -> None:
    """Every sentence, in its order and nothing else; the sums in it add up, and one point is not “1 points”."""
    row = score(rule, base=base, **given)
    assert (row.explain("vi"), row.explain("en")) == (vi, en)


@pytest.mark.parametrize(
    ("unit", "vi", "en"),
    [
        (
            "days",
            "Trễ 2 ngày × 1 điểm/ngày: trừ 2; còn 6/8 điểm.\nTính theo ngày lịch.",
            "2 days late × 1 point a day: 2 lost; 6/8 points left.\nCalendar days count.",
        ),
        (
            "working_days",
            "Trễ 2 ngày làm việc × 1 điểm/ngày làm việc: trừ 2; còn 6/8 điểm.\nChỉ tính ngày làm việc.",
            "2 working days late × 1 point a working day: 2 lost; 6/8 points left.\nOnly working days count.",
        ),
        (
            "weeks_begun",
            "Trễ 2 tuần × 1 điểm/tuần: trừ 2; còn 6/8 điểm.\nTuần chưa tròn cũng tính là một tuần.",
            "2 weeks late × 1 point a week: 2 lost; 6/8 points left.\nA begun week counts.",
        ),
        (
            "weeks_completed",
            "Trễ 2 tuần × 1 điểm/tuần: trừ 2; còn 6/8 điểm.\nChỉ tính tuần tròn.",
            "2 weeks late × 1 point a week: 2 lost; 6/8 points left.\nOnly full weeks count.",
        ),
        (
            "months_begun",
            "Trễ 2 tháng × 1 điểm/tháng: trừ 2; còn 6/8 điểm.\nTháng chưa tròn cũng tính là một tháng.",
            "2 months late × 1 point a month: 2 lost; 6/8 points left.\nA begun month counts.",
        ),
        (
            "months_completed",
            "Trễ 2 tháng × 1 điểm/tháng: trừ 2; còn 6/8 điểm.\nChỉ tính tháng tròn.",
            "2 months late × 1 point a month: 2 lost; 6/8 points left.\nOnly full months count.",
        ),
    ],
)
def test_each_unit_of_time_is_named_and_how_it_counts(unit: TimeUnit, vi: str, en: str) -> None:
    """The unit stands behind the number and in the amount; the choice about begun and full ones is a sentence."""
    row = score(LatePenalty(PLAN, per=1, unit=unit, never=0), base=8, ke_hoach={unit: 2})
    assert (row.explain("vi"), row.explain("en")) == (vi, en)


@pytest.mark.parametrize(
    ("unit", "vi", "en"),
    [
        ("days", "Đúng thời gian quy định: 8/8 điểm.", "On time: 8/8 points."),
        ("working_days", "Không trễ ngày làm việc nào: 8/8 điểm.", "No working days late: 8/8 points."),
        ("weeks_begun", "Đúng thời gian quy định: 8/8 điểm.", "On time: 8/8 points."),
        ("weeks_completed", "Không trễ tuần tròn nào: 8/8 điểm.", "No full weeks late: 8/8 points."),
        ("months_begun", "Đúng thời gian quy định: 8/8 điểm.", "On time: 8/8 points."),
        ("months_completed", "Không trễ tháng tròn nào: 8/8 điểm.", "No full months late: 8/8 points."),
    ],
)
def test_no_delay_is_on_time_only_where_any_delay_counts(unit: TimeUnit, vi: str, en: str) -> None:
    """Where a shorter delay does not count, the sentence says no more than that no whole unit passed."""
    for rule in (
        LatePenalty(PLAN, per=1, unit=unit, never=0),
        LatePenalty([PLAN, REPORT], per=1, unit=unit, several="sum", never=0),
    ):
        row = score(rule, base=8, **{fact.name: {unit: 0} for fact in rule.late})
        assert (row.explain("vi"), row.explain("en")) == (vi, en)


@pytest.mark.parametrize(
    ("fact", "case", "unit", "vi", "en"),
    [
        (PLAN, exactly(1), "days", "1 ngày", "1 day"),
        (PLAN, exactly(2), "days", "2 ngày", "2 days"),
        (PLAN, at_most(1), "working_days", "đến 1 ngày làm việc", "at most 1 working day"),
        (PLAN, at_least(1), "weeks_begun", "từ 1 tuần (tính cả tuần chưa tròn) trở lên", "at least 1 week begun"),
        (PLAN, above(1), "weeks_completed", "trên 1 tuần tròn", "above 1 full week"),
        (PLAN, below(1), "months_begun", "dưới 1 tháng (tính cả tháng chưa tròn)", "below 1 month begun"),
        (PLAN, between(1, 2), "months_completed", "từ 1 đến dưới 2 tháng tròn", "at least 1 and below 2 full months"),
        (PLAN, between(0, 1), "months_completed", "từ 0 đến dưới 1 tháng tròn", "at least 0 and below 1 full month"),
        (MONTHLY, Span(above=1, at_most="2,5"), None, "trên 1 đến 2,5", "above 1 and at most 2.5"),
        (MONTHLY, Span(above=1, below="2,5"), None, "trên 1 đến dưới 2,5", "above 1 and below 2.5"),
        (MONTHLY, Span(at_least=1, at_most=3), None, "từ 1 đến 3", "at least 1 and at most 3"),
        (RATE, at_most("12,5%"), None, "đến 12,5%", "at most 12.5%"),
        (KNOWN, True, None, "có", "yes"),
        (KNOWN, False, None, "không", "no"),
        (LEVEL, "kha", None, "khá", "fair"),
    ],
)
def test_cases_are_said_as_documents_say_them(
    fact: Measured, case: Span | str | bool, unit: TimeUnit | None, vi: str, en: str
) -> None:
    """The unit of time follows the last number, before “trở lên”; one of it is in the singular in English."""
    assert case_words(fact, case, unit) == Words(vi, en)


def test_every_unit_of_time_has_a_case_above() -> None:
    """The rows above leave no unit out."""
    marks = test_each_unit_of_time_is_named_and_how_it_counts.pytestmark  # type: ignore[attr-defined] # pytest adds it
    assert tuple(unit for unit, *_ in marks[0].args[1]) == TIME_UNITS


def test_braces_in_a_label_are_only_text() -> None:
    """Labels and names of levels may hold braces, in both languages, wherever a sentence quotes them."""
    level = LevelFact("x", levels={"a": ODD, "b": "b"}, label=ODD)
    share, count, late = ShareFact("x", label=ODD), CountFact("x", largest=9, label=ODD), LatenessFact("x", label=ODD)
    answer = YesNoFact("x", label=ODD)
    rows: list[tuple[Rule, object, str, str]] = [
        (Tiered(level, {"a": 1}, otherwise=0), "a", "Mức “{points} {”: 1/2 điểm.", "Level “} {base}”: 1/2 points."),
        (Tiered(answer, {True: 1}, otherwise=0), True, "“{points} {”: có; 1/2 điểm.", "“} {base}”: yes; 1/2 points."),
        (Tiered(answer, {True: 1}, otherwise=0), False, "“{points} {”: không; 0/2 điểm.", "“} {base}”: no; 0/2 points."),
        (When(share, case=above(0), then=1, otherwise=0), "1%", "“{points} {” trên 0%: 1 điểm.",
         "“} {base}” is above 0%: 1 point."),
        (When(level, case="a", then=1, otherwise=0), "b", "“{points} {” không thuộc trường hợp “{points} {”: 0 điểm.",
         "“} {base}” is not } {base}: 0 points."),
        (Count({count: 1}, start=0, low=0, high=2), 1,
         "“{points} {”: 1 lần × 1 điểm = 1 điểm.\nBắt đầu từ 0 điểm, tổng cộng 1 điểm: tính 1/2 điểm.",
         "“} {base}”: 1 time × 1 point = 1 point.\nStarting from 0 points, 1 in all: 1/2 points count."),
        (FrequencyPenalty({count: 1}, of="base"), 1, "“{points} {”: 1 lần × 1 điểm = trừ 1 điểm.\nCòn 1/2 điểm.",
         "“} {base}”: 1 time × 1 point = 1 point off.\n1/2 points left."),
        (LatePenalty(late, per=1, unit="days", never=1), NEVER, "“{points} {” không thực hiện: được không quá 1 điểm.",
         "“} {base}” never happened: at most 1 point."),
    ]  # fmt: skip
    for rule, raw, vi, en in rows:
        row = score(rule, base=2, x=raw)
        assert (row.explain("vi"), row.explain("en")) == (vi, en)
