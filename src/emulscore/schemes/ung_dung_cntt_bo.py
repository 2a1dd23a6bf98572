"""How far ministries use information technology: first five criteria of section I.

Source: Phụ lục 1B on the points for the use of information technology in ministries, after 2013. Trust A: the official
text.

Known: criteria I.1 to I.5, 190 of the 200 points of section I. The total here is the sum of these rows. Of I.5, the
cases of its second part and their points are not in the copy at hand: a person gives them.
Not known: the other criteria and sections.
"""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Reading
from emulscore.facts import CohortFact, CountFact, NumberFact, PointsFact, ShareFact, YesNoFact
from emulscore.rules import At, Best, Count, Direct, Ratio, Relative, Sum, Tiered
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NOTHING_TO_SHARE, RATE, NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final[tuple[NotDone, ...]] = ()


def _share(name: str, counts: Words, out_of: Words) -> ShareFact:
    return ShareFact(name, label=counts, counts=counts, out_of=out_of, numbers="percent", decimals=2)


may_tinh = _share(
    "may_tinh",
    Words("cán bộ, công chức, viên chức được trang bị máy tính", "staff equipped with a computer"),
    Words("cán bộ, công chức, viên chức", "staff"),
)
diet_virus = _share(
    "diet_virus",
    Words("máy tính có phần mềm diệt virus bản quyền", "computers with licensed anti-virus software"),
    Words("máy tính", "computers"),
)
bang_thong = NumberFact(
    "bang_thong",
    label=Words("Băng thông Internet trên một cán bộ, công chức, viên chức", "Internet bandwidth per member of staff"),
    largest=1_000_000,
    decimals=2,
)
bang_thong_cao_nhat = CohortFact(
    "bang_thong_cao_nhat",
    label=Words("Băng thông cao nhất trong các bộ", "The largest bandwidth among ministries"),
    of=bang_thong,
    take="best",
    decimals=2,
)
don_vi_ket_noi = _share(
    "don_vi_ket_noi",
    Words("đơn vị kết nối mạng diện rộng", "units connected to the wide area network"),
    Words("đơn vị", "units"),
)
ung_dung_mang = CountFact(
    "ung_dung_mang",
    label=Words("Ứng dụng trên mạng diện rộng", "Applications on the wide area network"),
    unit=Words("ứng dụng", "applications"),
    largest=10_000,
)
trung_tam_du_lieu = YesNoFact("trung_tam_du_lieu", label=Words("Có trung tâm dữ liệu", "Has a data centre"))
tieu_chuan_1, tieu_chuan_2 = (
    PointsFact(
        f"tieu_chuan_{place}",
        label=Words(f"Điểm tiêu chuẩn, trường hợp {place}", f"Points for standards, case {place}"),
        largest=25,
    )
    for place in (1, 2)
)

_ROWS: Final = [
    Criterion(
        "I.1",
        Words("Cán bộ, công chức, viên chức được trang bị máy tính", "Staff equipped with computers"),
        20,
        Ratio(may_tinh, empty="refuse"),
        readings=RATE,
    ),
    Criterion(
        "I.2",
        Words("Máy tính có diệt virus bản quyền", "Computers with licensed anti-virus software"),
        20,
        Ratio(diet_virus, empty="refuse"),
        readings=RATE,
    ),
    Criterion(
        "I.3",
        Words("Băng thông Internet trên cán bộ, công chức, viên chức", "Internet bandwidth per member of staff"),
        40,
        Relative(bang_thong, to=bang_thong_cao_nhat, empty=0),
        wording="Tỷ lệ chuẩn hóa",
        readings=(
            Reading(
                "empty",
                Words(
                    "Văn bản không nói trường hợp không bộ nào có băng thông: được 0 điểm.",
                    "The text does not say what is earned where no ministry has any bandwidth: 0 points.",
                ),
            ),
        ),
    ),
    Criterion(
        "I.4",
        Words("Mạng diện rộng", "Wide area network"),
        50,
        Sum(
            [
                At(45, Ratio(don_vi_ket_noi, empty="refuse")),
                At(5, Count({ung_dung_mang: 1}, start=0, low=0, high="100%")),
            ]
        ),
        readings=(Reading("parts", NOTHING_TO_SHARE),),
    ),
    Criterion(
        "I.5",
        Words("Trung tâm dữ liệu", "Data centre"),
        60,
        Sum(
            [
                At(35, Tiered(trung_tam_du_lieu, {True: "100%"}, otherwise=0)),
                At(25, Best([Direct(tieu_chuan_1), Direct(tieu_chuan_2)])),
            ]
        ),
        wording="tính điểm cho trường hợp nào có điểm cao nhất",
        readings=(
            Reading(
                "parts",
                Words(
                    "Các trường hợp về tiêu chuẩn và điểm của chúng không có trong bản trích: người chấm nhập điểm của hai "
                    "trường hợp (không có thì nhập 0), chỉ tính mức cao nhất, tối đa 25 điểm là phần còn lại của 60.",
                    "The cases on standards and their points are not in the excerpt: a person enters the points of two "
                    "cases (0 where there is none), the higher counts, at most the 25 that are left of 60.",
                ),
            ),
        ),
    ),
]

scheme = Scheme(
    "ung-dung-cntt-bo",
    Words(
        "Mức độ ứng dụng công nghệ thông tin của các bộ (5 tiêu chí đầu)",
        "The use of information technology in ministries (first 5 criteria)",
    ),
    level=Words("bộ, cơ quan ngang bộ", "ministry"),
    source=sourced(
        Words(
            "Phụ lục 1B: cách tính điểm đánh giá mức độ ứng dụng CNTT các bộ (sau năm 2013)",
            "Annex 1B: points for the use of information technology in ministries (after 2013)",
        ),
        "A",
        Words(
            "5 tiêu chí đầu, 190 trong 200 điểm của mục I", "the first 5 criteria, 190 of the 200 points of section I"
        ),
    ),
    total=190,
    items=_ROWS,
)
