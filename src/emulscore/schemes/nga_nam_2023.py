"""Thị xã Ngã Năm, 2023: criteria and points of the digital-transformation emulation (15 criteria, 100 points).

Source: the annex to the report of 02/2024 of the town's People's Committee (Sóc Trăng). Titles and wordings are kept to the
letter, typing errors too. The copy at hand breaks off inside row 14; row 15 is known only by what is left of 100 points.
The district level, towns included, was abolished on 1 July 2025: this is a dated, historical scheme.
"""

from __future__ import annotations

from emulscore.criteria import Criterion, Group, Reading
from emulscore.facts import CountFact, LatenessFact, LevelFact, PointsFact, ShareFact
from emulscore.rules import Cap, Direct, FrequencyPenalty, LatePenalty, Ratio, Rule, Tiered
from emulscore.scheme import Scheme
from emulscore.schemes._nga_nam_2023_unit import assessment
from emulscore.words import Words

__all__ = ["assessment", "scheme"]

_STAFF = Words("cán bộ, công chức, viên chức", "officials, civil servants and public employees")
_PEOPLE = Words("người dân", "residents")
_CITIZEN_APP = Words("ứng dụng “Công dân Sóc Trăng”", "the app “Công dân Sóc Trăng”")


def _share(
    name: str,
    counts: str,
    en: str,
    out_of: Words,
    excludes: Words | None = None,
    source: Words | None = None,
) -> ShareFact:
    counted = Words(counts, en)
    return ShareFact(
        name,
        counts=counted,
        out_of=out_of,
        excludes=excludes,
        source=source,
        numbers="percent",
        decimals=2,
    )


# --- what is measured -------------------------------------------------------------------------------------------------

ke_hoach = LatenessFact("ke_hoach", label=Words("Ban hành kế hoạch", "Issuing the plan"))
bao_cao = LatenessFact("bao_cao", label=Words("Báo cáo kết quả", "Reporting the results"))
ke_hoach_to = LatenessFact("ke_hoach_to", label=Words("Ban hành kế hoạch Tổ công nghệ số", "Issuing the teams' plan"))
bao_cao_to = LatenessFact("bao_cao_to", label=Words("Báo cáo kết quả Tổ công nghệ số", "Reporting the teams' results"))
nhan_su = LevelFact(
    "nhan_su",
    levels={
        "dai_hoc": Words(
            "đạt chuẩn theo vị trí việc làm, công nghệ thông tin từ đại học trở lên",
            "fit for the post, IT degree or above",
        ),
        "cao_dang": Words(
            "đạt chuẩn theo vị trí việc làm, công nghệ thông tin trung học hoặc cao đẳng",
            "fit for the post, IT secondary school or college",
        ),
        "dat_chuan": Words("đạt chuẩn theo vị trí việc làm", "fit for the post"),
        "chua_dat": Words("chưa bố trí nhân sự đạt chuẩn", "nobody fit for the post"),
    },
)
ho_so_mang = _share(
    "ho_so_mang",
    "hồ sơ công việc được xử lý trên môi trường mạng",
    "work files handled online",
    Words("hồ sơ công việc", "work files"),
    Words("hồ sơ công việc thuộc phạm vi bí mật nhà nước", "work files that are state secrets"),
)
van_ban = _share(
    "van_ban",
    "văn bản hành chính được gửi nhận bằng văn bản điện tử",
    "administrative documents sent and received electronically",
    Words("văn bản hành chính", "administrative documents"),
    Words("văn bản mật", "secret documents"),
)
_LATE_ENTRY = Words("lần nhập số liệu không đúng thời gian quy định", "entries not made on time")


def _late_entries(name: str, vi: str, en: str, series: int) -> CountFact:
    label = Words(f"Nhập trễ, tần suất {vi}", f"Late entries, {en}")
    return CountFact(name, label=label, counts=_LATE_ENTRY, unit=Words("lần", "times"), largest=series)


tre_thang = _late_entries("tre_thang", "tháng", "monthly", 1000)
tre_quy = _late_entries("tre_quy", "quý", "quarterly", 1000)
tre_6_thang = _late_entries("tre_6_thang", "6 tháng", "half-yearly", 1000)
tre_nam = _late_entries("tre_nam", "năm", "yearly", 1000)
thu_cong_vu = _share(
    "thu_cong_vu",
    "người có sử dụng thư công vụ tỉnh và thường xuyên đăng nhập Hệ thống Quản lý văn bản và điều hành",
    "those who use official mail and regularly log in to the document system",
    _STAFF,
)
dung_han = _share(
    "dung_han",
    "hồ sơ xử lý đúng hạn",
    "dossiers handled on time",
    Words("hồ sơ thủ tục hành chính", "dossiers of administrative procedures"),
    source=Words(
        "Hệ thống thông tin giải quyết TTHC tỉnh",
        "the province's system for administrative procedures",
    ),
)
can_bo_cai_app = _share(
    "can_bo_cai_app",
    "người đã cài đặt và đăng ký",
    "those who installed and registered",
    _STAFF,
    source=_CITIZEN_APP,
)
chu_ky_so = _share(
    "chu_ky_so",
    "người có chữ ký số hoặc chữ ký điện tử cá nhân và thực hiện ký số",
    "those with a personal digital signature who sign with it",
    Words(
        "cán bộ từ cấp phó trưởng phòng và tương đương trở lên",
        "staff from deputy head of division up",
    ),
)
can_bo_vneid = _share("can_bo_vneid", "người đã kích hoạt VNeID mức 2", "those with VNeID level 2 activated", _STAFF)
dan_vneid = _share("dan_vneid", "người đã kích hoạt VNeID mức 2", "those with VNeID level 2 activated", _PEOPLE)
dan_cai_app = _share(
    "dan_cai_app",
    "người đã cài đặt và đăng ký",
    "those who installed and registered",
    _PEOPLE,
    source=_CITIZEN_APP,
)
ocop = _share(
    "ocop",
    "sản phẩm đạt yêu cầu (phần mô tả bị cắt trong bản chụp)",
    "products that meet the requirement (its text is cut off in the copy)",
    Words(
        "sản phẩm thuộc Chương trình Mỗi xã, phường một sản phẩm",
        "products of the programme One Commune One Product",
    ),
)
tieu_chi_15 = PointsFact("tieu_chi_15", largest=8)

# --- how the points are earned, row by row ------------------------------------------------------------------------------

_RULES: dict[str, Rule] = {
    "1": LatePenalty([ke_hoach, bao_cao], per=1, unit="months_begun", several="sum", never=0),
    "2": LatePenalty([ke_hoach_to, bao_cao_to], per=1, unit="months_begun", several="sum", never=0),
    "3": Tiered(nhan_su, {"dai_hoc": 5, "cao_dang": 4, "dat_chuan": 3}, otherwise=0),
    "4": Cap(Ratio(ho_so_mang, target="80%", below="pro_rata", empty="refuse")),
    "5": Ratio(van_ban, empty="refuse"),
    "6": FrequencyPenalty({tre_thang: "20%", tre_quy: "30%", tre_6_thang: "60%", tre_nam: "100%"}, of="base"),
    "7": Ratio(thu_cong_vu, empty="refuse"),
    "8": Ratio(dung_han, empty="refuse"),
    "9": Ratio(can_bo_cai_app, empty="refuse"),
    "10": Ratio(chu_ky_so, empty="refuse"),
    "11": Ratio(can_bo_vneid, empty="refuse"),
    "12": Ratio(dan_vneid, empty="refuse"),
    "13": Cap(Ratio(dan_cai_app, target="50%", below="pro_rata", empty="refuse")),
    "14": Ratio(ocop, empty="refuse"),
    "15": Direct(tieu_chi_15),
}

# --- how we read it where it is silent ------------------------------------------------------------------------------------

_LATE = (
    Reading(
        "unit",
        Words(
            "Văn bản không nói tháng chưa tròn có tính hay không: coi là một tháng.",
            "The text does not say whether a begun month counts: it does.",
        ),
    ),
    Reading(
        "several",
        Words(
            "Hàng có hai việc (ban hành, báo cáo): thời gian trễ được cộng lại.",
            "The row holds two acts (issue, report): their delays add up.",
        ),
    ),
    Reading(
        "never",
        Words(
            "Văn bản không nói trường hợp không thực hiện: không có điểm.",
            "The text does not say what happens if one was never done: no points.",
        ),
    ),
)
_EMPTY = Words(
    "Văn bản không nói trường hợp không có đối tượng nào (0 trên 0): không chấm, phải hỏi lại.",
    "The text does not say what 0 of 0 earns: it is refused, and must be asked about.",
)
_RATE = (Reading("empty", _EMPTY),)


def _target(percentage: str, why: Words) -> tuple[Reading, ...]:
    low = Words(
        f"Văn bản không nói dưới {percentage} được bao nhiêu: tính theo tỷ lệ so với {percentage}.",
        f"The text does not say what less than {percentage} earns: a share in proportion to {percentage}.",
    )
    high = Words("Điểm không vượt điểm chuẩn.", "The points do not pass the base.")
    return (
        Reading("rule.target", why),
        Reading("rule.below", low),
        Reading("high", high),
        Reading("rule.empty", _EMPTY),
    )


_LATE_WORDING = "- Nếu ban hành, báo cáo kết quả thực hiện đúng thời gian quy định: Điểm = điểm chuẩn{} - Nếu ban hành, báo cáo kết quả thực hiện trễ so với thời gian quy định thì sẽ trừ 01 điểm/tháng{}"

_ROWS = [
    Criterion(
        "1",
        Words(
            "Ban hành, báo cáo kết quả thực hiện Kế hoạch, ứng dụng công nghệ thông tin/Chuyển đổi số năm",
            "Issuing the year's plan for information technology and digital transformation, and reporting on it",
        ),
        8,
        _RULES["1"],
        wording=_LATE_WORDING.format("", ""),
        readings=_LATE,
    ),
    Criterion(
        "2",
        Words(
            "Ban hành, báo cáo kết quả thực hiện Kế hoạch hoạt động của Tổ công nghệ số cộng đồng",
            "Issuing the plan of the community digital technology teams, and reporting on it",
        ),
        5,
        _RULES["2"],
        wording=_LATE_WORDING.format(".", "."),
        readings=_LATE,
    ),
    Criterion(
        "3",
        Words(
            "Bố trí nhân sự thực hiện nhiệm vụ công nghệ thông Tin/Chuyển đổi số",
            "Staff for information technology and digital transformation",
        ),
        5,
        _RULES["3"],
        wording="- Bố trí nhân sự đạt chuẩn theo vị trí việc làm của ngành và có trình độ chuyên ngành công nghệ thông tin từ đại học trở lên: Điểm = 5. - Bố trí nhân sự đạt chuẩn theo vị trí việc làm và có trình độ chuyên ngành công nghệ thông tin trung học hoặc cao đẳng: Điểm = 4. - Bố trí nhân sự đạt chuẩn theo vị trí việc làm: Điểm = 3.",
        readings=(
            Reading(
                "otherwise",
                Words(
                    "Văn bản không nói trường hợp còn lại: không có điểm.",
                    "The text does not say what other cases earn: no points.",
                ),
            ),
        ),
    ),
    Criterion(
        "4",
        Words(
            "80% hồ sơ công việc được xử lý trên môi trường mạng (trừ hồ sơ công việc thuộc phạm vi bí mật nhà nước)",
            "80% of work files handled online (but for state secrets)",
        ),
        10,
        _RULES["4"],
        wording="Đạt 100%",
        readings=_target(
            "80%",
            Words(
                "Mức 80% lấy từ tên tiêu chí; cột cách tính chỉ ghi “Đạt 100%”.",
                "The target of 80% is taken from the title; the calculation only says “Đạt 100%”.",
            ),
        ),
    ),
    Criterion(
        "5",
        Words(
            "100% văn bản hành chính (trừ văn bản mật) được gửi nhận bằng văn bản điện tử",
            "100% of administrative documents (but for secret ones) sent and received electronically",
        ),
        10,
        _RULES["5"],
        wording="Điểm = 100% * 10",
        readings=_RATE,
    ),
    Criterion(
        "6",
        Words(
            "100% chế độ báo cáo, chỉ tiêu tổng hợp báo cáo định kỳ và báo cáo thống kê về kinh tế - xã hội phục vụ sự chỉ đạo, điều hành của cấp ủy Đảng, chính quyền được kết nối, tích hợp, chia sẻ dữ liệu số trên hệ thống thông tin báo cáo của tỉnh và Chính phủ",
            "100% of periodic and statistical socio-economic reports shared as data on the reporting systems of the province and the Government",
        ),
        5,
        _RULES["6"],
        wording="- Nhập số liệu đầy đủ và đúng thời gian quy định: Điểm = điểm chuẩn. - Cứ 01 lần nhập liệu không đúng thời gian quy định, trừ 20% số điểm đối với tần suất nhập tháng, 30% số điểm đối với tần suất quý, 60% số điểm đối với tần suất 6 tháng, 100% số điểm đối với tần suất năm.",
        readings=(
            Reading(
                "of",
                Words(
                    "Văn bản không nói “số điểm” là điểm chuẩn hay điểm còn lại: tính trên điểm chuẩn.",
                    "The text does not say whether “số điểm” is the base or what is left: it is the base.",
                ),
            ),
        ),
        system=Words(
            "Hệ thống thông tin báo cáo chỉ tiêu kinh tế - xã hội tỉnh Sóc Trăng",
            "Sóc Trăng's reporting system for socio-economic indicators",
        ),
        remark=Words(
            "Văn bản yêu cầu nhập số liệu “đầy đủ” nhưng không nêu mức trừ khi thiếu.",
            "The text asks for complete data, but takes nothing where they are not.",
        ),
    ),
    Criterion(
        "7",
        Words(
            "100% cán bộ, công chức, viên chức có sử dụng tài khoản thư công vụ tỉnh và thường xuyên đăng nhập sử dụng Hệ thống Quản lý văn bản và điều hành",
            "100% of staff use official mail and regularly log in to the document system",
        ),
        6,
        _RULES["7"],
        wording="Điểm = 100% * 6",
        readings=_RATE,
        system=Words("Hệ thống Quản lý văn bản và điều hành", "The document system"),
    ),
    Criterion(
        "8",
        Words(
            "100% Tỷ lệ hồ sơ xử lý đúng hạn trên Hệ thống thông tin giải quyết TTHC tỉnh (Công DVC tỉnh)",
            "100% of dossiers handled on time on the province's system for administrative procedures",
        ),
        10,
        _RULES["8"],
        wording="Điểm = 99,80% * 10",
        readings=_RATE,
        system=Words(
            "Hệ thống thông tin giải quyết TTHC tỉnh",
            "The province's system for administrative procedures",
        ),
        remark=Words("Bản gốc ghi “Công DVC” [sic].", "The source has “Công DVC” [sic]."),
    ),
    Criterion(
        "9",
        Words(
            "100% cán bộ, công chức, viên chức cài đặt ứng dụng di động “Công dân Sóc Trăng” và có đăng ký tài khoản để sử dụng",
            "100% of staff installed the app “Công dân Sóc Trăng” and registered",
        ),
        6,
        _RULES["9"],
        wording="Điểm = 100%*6",
        readings=_RATE,
    ),
    Criterion(
        "10",
        Words(
            "100% cán bộ, công chức, viên chức có chức danh từ cấp phó trưởng phòng và tương đương trở lên có chữ ký số hoặc chữ ký điện tử cá nhân; đồng thời thực hiện ký số",
            "100% of staff from deputy head of division up have a personal digital signature and sign with it",
        ),
        6,
        _RULES["10"],
        wording="Điểm = 100%*6",
        readings=_RATE,
    ),
    Criterion(
        "11",
        Words(
            "100% cán bộ, công chức, viên chức cài đặt, đăng ký và kích hoạt sử dụng VNeID mức 2",
            "100% of staff activated VNeID level 2",
        ),
        6,
        _RULES["11"],
        wording="Điểm = 100%*6",
        readings=_RATE,
    ),
    Criterion(
        "12",
        Words(
            "Tỷ lệ người dân có cài đặt, đăng ký và kích hoạt sử dụng VNeID mức 2",
            "Share of residents who activated VNeID level 2",
        ),
        6,
        _RULES["12"],
        wording="Điểm = 75,7%*6",
        readings=_RATE,
        remark=Words(
            "Văn bản ghi 75,7%*6 nhưng tự chấm 6 điểm.",
            "The text has 75.7% × 6, but 6 points are claimed.",
        ),
    ),
    Criterion(
        "13",
        Words(
            "50% người dân cài đặt ứng dụng di động “Công dân Sóc Trăng” và có đăng ký tài khoản ứng dụng trên để sử dụng",
            "50% of residents installed the app “Công dân Sóc Trăng” and registered",
        ),
        5,
        _RULES["13"],
        wording="70%",
        readings=_target(
            "50%",
            Words(
                "Mức 50% lấy từ tên tiêu chí; cột cách tính chỉ ghi “70%”.",
                "The target of 50% is taken from the title; the calculation only says “70%”.",
            ),
        ),
    ),
    Criterion(
        "14",
        Words(
            "100% sản phẩm thuộc Chương trình “Mỗi xã, phường một",
            "100% of products of the programme “One Commune, [cut off]",
        ),
        4,
        _RULES["14"],
        wording="Điểm = 100%*4",
        readings=_RATE,
        remark=Words("Bản chụp bị cắt giữa hàng này.", "The copy breaks off inside this row."),
    ),
    Criterion(
        "15",
        Words("(Tiêu chí 15: không có trong bản chụp)", "(Criterion 15: not in the copy)"),
        8,
        _RULES["15"],
        stated=False,
        remark=Words(
            "Điểm chuẩn 8 là phần còn lại của 100 điểm; nội dung không rõ nên điểm do người chấm nhập.",
            "The base of 8 is what is left of 100; the text is unknown, so a person gives the points.",
        ),
    ),
]

scheme = Scheme(
    "nga-nam-2023",
    Words(
        "Tiêu chí đánh giá, thang điểm thi đua chuyển đổi số của thị xã Ngã Năm",
        "Criteria and points of the digital-transformation emulation, Ngã Năm town",
    ),
    issuer=Words("Ủy ban nhân dân thị xã Ngã Năm", "People's Committee of Ngã Năm town"),
    level=Words(
        "cấp thị xã (cấp huyện, đã kết thúc từ ngày 01/7/2025)",
        "town (district level, ended on 1 July 2025)",
    ),
    period="2023",
    source=Words(
        "Phụ lục kèm theo Báo cáo số: /BC-UBND ngày /02/2024 của Ủy ban nhân thị xã Ngã Năm",
        "Annex to the report of 02/2024 of the People's Committee of Ngã Năm town",
    ),
    total=100,
    items=[Group("II", Words("Đơn vị cấp thị xã", "Town-level unit"), _ROWS, 100)],
)
