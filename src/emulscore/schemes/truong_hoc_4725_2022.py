"""Digital transformation of schools, 2022: the level of the school, judged on each of two groups.

Source: Quyết định 4725/QĐ-BGDĐT of 30/12/2022. Trust A: the official text.

Known: the structure (two groups of 100 points), the rule of the level (below 50, 50 to 75, above 75, on each of the two
groups) and two mandatory conditions without points. The rows inside the groups are not known: each group's points are
given by a person, so the total here is the document's 200.
Not known: the names of the groups; of row 1.3, all parts but the first (up to 6 points).
"""

from __future__ import annotations

from typing import Final

from emulscore.conditions import FactIs, Not
from emulscore.criteria import Criterion, Group
from emulscore.facts import PointsFact, YesNoFact
from emulscore.gates import Force
from emulscore.grades import GradeBand, Grades
from emulscore.rules import Direct, Span, above, below
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final = (
    NotDone(
        "1.3",
        Words("Phần mềm dạy học trực tuyến", "Software for teaching online"),
        Words(
            "chỉ biết phần đầu (tối đa 6 điểm) và các mức của tiêu chí; các phần khác và điểm tối đa bị cắt",
            "only the first part (up to 6 points) and the criterion's levels are known; the other parts are cut off",
        ),
    ),
)

ke_hoach = YesNoFact(
    "ke_hoach", label=Words("Có kế hoạch dạy học trực tuyến (1.1)", "Has a plan for teaching online (1.1)")
)
quy_che = YesNoFact(
    "quy_che", label=Words("Có quy chế dạy học trực tuyến (1.2)", "Has rules for teaching online (1.2)")
)


def _group(place: int) -> Group:
    """Return a group whose rows are not known: a person gives its points."""
    given = PointsFact(f"nhom_{place}", label=Words(f"Điểm của nhóm {place}", f"Points of group {place}"), largest=100)
    row = Criterion(
        f"{place}.*",
        Words(
            f"(Các tiêu chí của nhóm {place}: không có trong bản trích)",
            f"(Criteria of group {place}: not in the excerpt)",
        ),
        100,
        Direct(given),
        stated=False,
        remark=Words(
            "Các hàng của nhóm không rõ nên người chấm nhập tổng điểm của nhóm.",
            "The rows of the group are not known, so a person gives its total.",
        ),
    )
    return Group(str(place), Words(f"Nhóm {place}", f"Group {place}"), [row], 100)


_BLOCKED: Final = "chua_du_dieu_kien"

scheme = Scheme(
    "truong-hoc-4725-2022",
    Words("Mức độ chuyển đổi số cơ sở giáo dục", "Level of digital transformation of schools"),
    issuer=Words("Bộ Giáo dục và Đào tạo", "The Ministry of Education and Training"),
    level=Words("cơ sở giáo dục", "school"),
    period="2022",
    source=sourced(
        Words("Quyết định 4725/QĐ-BGDĐT ngày 30/12/2022", "Decision 4725/QĐ-BGDĐT of 30/12/2022"),
        "A",
        Words(
            "cách xếp mức và 2 điều kiện bắt buộc; điểm của hai nhóm do người chấm nhập",
            "the rule of the level and 2 mandatory conditions; the points of both groups are given by a person",
        ),
    ),
    total=200,
    items=[_group(1), _group(2)],
    grades=Grades(
        [
            GradeBand("muc_3", Words("Mức độ 3", "Level 3"), above(75)),
            GradeBand("muc_2", Words("Mức độ 2", "Level 2"), Span(at_least=50, at_most=75)),
            GradeBand("muc_1", Words("Mức độ 1", "Level 1"), below(50)),
            # No points lead here: only a mandatory condition that is not met.
            GradeBand(_BLOCKED, Words("Chưa đủ điều kiện xếp mức", "Not eligible for a level")),
        ],
        judged=("1", "2"),
        gates=[
            Force(
                _BLOCKED,
                Not(FactIs(ke_hoach)),
                reason=Words("Điều kiện bắt buộc 1.1 không đạt", "The mandatory condition 1.1 is not met"),
            ),
            Force(
                _BLOCKED,
                Not(FactIs(quy_che)),
                reason=Words("Điều kiện bắt buộc 1.2 không đạt", "The mandatory condition 1.2 is not met"),
            ),
        ],
    ),
)
