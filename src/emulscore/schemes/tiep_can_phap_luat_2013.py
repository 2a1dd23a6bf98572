"""Access to law at the grassroots, 2013: the indicator on judicial matters.

Source: Quyết định 09/2013/QĐ-TTg of 24/01/2013 (superseded). Trust A: the official text.

Known: one indicator of 60 points with all its bands; the lowest band is not zero. The document has 8 criteria of
300, 50, 110, 100, 130, 130, 110 and 70 points (1.000 together) and 41 indicators; the other 40 are not known. The
total here is the one indicator's.
"""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Reading
from emulscore.facts import ShareFact
from emulscore.rules import Tiered, at_least, below, between
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NOTHING_TO_SHARE, NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final[tuple[NotDone, ...]] = ()

dung_trinh_tu = ShareFact(
    "dung_trinh_tu",
    label=Words("Vụ việc giải quyết đúng trình tự, thời hạn", "Matters settled by the procedure and in time"),
    counts=Words("vụ việc giải quyết đúng trình tự, thời hạn", "matters settled by the procedure and in time"),
    out_of=Words("vụ việc tư pháp", "judicial matters"),
    numbers="percent",
    decimals=2,
)

_ROW: Final = Criterion(
    "CT1",
    Words(
        "Vụ việc tư pháp giải quyết đúng trình tự, thời hạn", "Judicial matters settled by the procedure and in time"
    ),
    60,
    Tiered(
        dung_trinh_tu,
        {
            at_least("90%"): 60,
            between("80%", "90%"): 50,
            between("70%", "80%"): 40,
            between("60%", "70%"): 30,
            between("50%", "60%"): 20,
            below("50%"): 10,
        },
    ),
    readings=(Reading("fact", NOTHING_TO_SHARE),),
    remark=Words(
        "Mức thấp nhất không phải là 0: dưới 50%, kể cả 0%, vẫn được 10 điểm.",
        "The lowest band is not zero: below 50%, even 0%, still earns 10 points.",
    ),
)

scheme = Scheme(
    "tiep-can-phap-luat-2013",
    Words(
        "Chuẩn tiếp cận pháp luật của người dân tại cơ sở (1 chỉ tiêu)",
        "The standard of access to law at the grassroots (1 indicator)",
    ),
    issuer=Words("Thủ tướng Chính phủ", "The Prime Minister"),
    level=Words("cấp xã", "commune"),
    period="2013",
    source=sourced(
        Words(
            "Quyết định 09/2013/QĐ-TTg ngày 24/01/2013 (đã được thay thế)",
            "Decision 09/2013/QĐ-TTg of 24/01/2013 (superseded)",
        ),
        "A",
        Words("1 trong 41 chỉ tiêu, 60 trong 1.000 điểm", "1 of 41 indicators, 60 of 1,000 points"),
    ),
    total=60,
    items=[_ROW],
)
