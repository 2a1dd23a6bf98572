"""A district's index of digital transformation (the province is not named): first three criteria of pillar 1.

Source: a published index of district level; neither its province nor its date is shown. Trust A: the official text.
The district level was abolished on 1 July 2025: this is a historical scheme.

Known: criteria 1.1 to 1.3, 60 of the 100 points of pillar 1. The total here is the sum of these rows.
Not known: the other criteria and pillars.
"""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Reading
from emulscore.facts import CountFact, ShareFact
from emulscore.rules import Ratio, Tiered, at_least, exactly
from emulscore.scheme import Scheme
from emulscore.schemes._partial import RATE, NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final[tuple[NotDone, ...]] = ()

cuoc_hop = CountFact(
    "cuoc_hop",
    label=Words("Số cuộc họp của Ban Chỉ đạo", "Meetings of the steering committee"),
    unit=Words("cuộc họp", "meetings"),
    largest=1000,
)
chu_tri = ShareFact(
    "chu_tri",
    counts=Words("cuộc họp do người đứng đầu chủ trì", "meetings chaired by the head"),
    out_of=Words("cuộc họp của Ban Chỉ đạo", "meetings of the steering committee"),
    numbers="percent",
    decimals=2,
)
van_ban_ky = ShareFact(
    "van_ban_ky",
    counts=Words("văn bản do người đứng đầu ký", "directives signed by the head"),
    out_of=Words("văn bản mà tỉnh yêu cầu ban hành", "directives that the province requires"),
    numbers="percent",
    decimals=2,
)

_ROWS: Final = [
    Criterion(
        "1.1",
        Words("Ban Chỉ đạo họp trong năm", "The steering committee meets in the year"),
        20,
        Tiered(cuoc_hop, {at_least(4): 20, exactly(3): 15, exactly(2): 10, exactly(1): 5}, otherwise=0),
        readings=(
            Reading(
                "cases",
                Words(
                    "Văn bản chỉ nói 4 cuộc được 20 điểm: nhiều hơn 4 cuộc cũng được 20 điểm.",
                    "The text only says that 4 meetings earn 20 points: so do more than 4.",
                ),
            ),
        ),
    ),
    Criterion(
        "1.2",
        Words("Người đứng đầu chủ trì họp", "The head chairs the meetings"),
        20,
        Ratio(chu_tri, empty="refuse"),
        readings=RATE,
    ),
    Criterion(
        "1.3",
        Words("Văn bản do người đứng đầu ký", "Directives signed by the head"),
        20,
        Ratio(van_ban_ky, empty="refuse"),
        readings=(
            *RATE,
            Reading(
                "fact",
                Words(
                    "Chỉ đếm văn bản thuộc số văn bản tỉnh yêu cầu, nên tỷ lệ không vượt 100%.",
                    "Only directives among those that the province requires are counted: the rate stays within 100%.",
                ),
            ),
        ),
    ),
]

scheme = Scheme(
    "chuyen-doi-so-cap-huyen",
    Words(
        "Bộ chỉ số chuyển đổi số cấp huyện (3 tiêu chí đầu; không rõ tỉnh)",
        "A district's index of digital transformation (first 3 criteria; province not named)",
    ),
    level=Words("cấp huyện (đã kết thúc từ ngày 01/7/2025)", "district (level ended on 1 July 2025)"),
    source=sourced(
        Words(
            "Bộ chỉ số chuyển đổi số cấp huyện, không rõ tỉnh và ngày ban hành",
            "A district's index of digital transformation, province and date not shown",
        ),
        "A",
        Words(
            "3 tiêu chí đầu, 60 trong 100 điểm của trụ cột 1", "the first 3 criteria, 60 of the 100 points of pillar 1"
        ),
    ),
    total=60,
    items=_ROWS,
)
