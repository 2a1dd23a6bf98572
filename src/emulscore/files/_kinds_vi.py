"""What the kinds of facts, rules, conditions, gates and changes are, and their keys, in Vietnamese: by class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["KINDS"]

KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    # --- facts ---------------------------------------------------------------------------------------------------------
    "CountFact": {"": "Số đếm: bao nhiêu lần, bao nhiêu việc.", "unit": "Đơn vị tính, như “lần”."},
    "ShareFact": {"": "Tỷ lệ, từ 0% đến 100%.", "unit": "Đơn vị tính.", "largest": "Tổng số lớn nhất được nhận."},
    "AttainmentFact": {
        "": "Thực hiện so với kế hoạch, có thể hơn 100%.",
        "unit": "Đơn vị tính.",
        "most": "Mức lớn nhất được nhận: 3 là 300%.",
    },
    "ItemsFact": {
        "": "Tỷ lệ mà một bảng công việc hoặc sản phẩm đạt được.",
        "unit": "Đơn vị tính.",
        "levels": "Mỗi mức tính bao nhiêu phần của một việc.",
        "per_fault": "Mỗi lỗi trừ bao nhiêu phần của một việc.",
    },
    "NumberFact": {"": "Số đo có phần thập phân.", "unit": "Đơn vị tính."},
    "PointsFact": {"": "Điểm do người chấm.", "unit": "Đơn vị tính."},
    "LevelFact": {"": "Một trong các mức có tên.", "unit": "Đơn vị tính."},
    "YesNoFact": {"": "Có hay không.", "unit": "Đơn vị tính."},
    "LatenessFact": {
        "": "Thời gian trễ hạn.",
        "unit": "Đơn vị tính.",
        "holidays": "Các ngày nghỉ, khi tính ngày làm việc.",
    },
    "CohortFact": {
        "": "Giá trị cao nhất, thấp nhất hoặc trung bình trong cụm thi đua.",
        "unit": "Đơn vị tính.",
        "of": "Số liệu được xét ở mọi đơn vị trong cụm.",
        "take": "Lấy giá trị cao nhất (best), thấp nhất (least) hay trung bình (mean).",
        "without": "Chỉ những đơn vị không phát sinh số liệu này mới thuộc cụm.",
    },
    # --- rules ---------------------------------------------------------------------------------------------------------
    "At": {"": "Một cách tính ở mức điểm chuẩn riêng.", "points": "Điểm chuẩn của phần này."},
    "Best": {"": "Lấy phần có điểm cao nhất."},
    "Cap": {"": "Giữ điểm trong khoảng.", "low": "Ít nhất.", "high": "Nhiều nhất."},
    "Count": {
        "": "Mỗi lần được cộng hoặc bị trừ một mức điểm.",
        "per": "Mỗi loại sự việc, một lần được bao nhiêu.",
        "start": "Điểm khi chưa có lần nào.",
        "low": "Ít nhất.",
        "high": "Nhiều nhất.",
    },
    "Direct": {"": "Điểm do người chấm cho."},
    "FrequencyPenalty": {
        "": "Mỗi lần vi phạm bị trừ một mức.",
        "per": "Mỗi loại vi phạm, một lần trừ bao nhiêu.",
        "of": "Phần trăm trừ tính trên điểm chuẩn (base) hay trên phần còn lại (left).",
    },
    "LatePenalty": {
        "": "Trừ điểm theo thời gian trễ hạn.",
        "late": "Văn bản, hoặc các văn bản, có thể trễ.",
        "per": "Mỗi đơn vị thời gian trừ bao nhiêu.",
        "several": "Nhiều văn bản: cộng lại (sum) hay chỉ tính văn bản trễ nhiều nhất (worst).",
        "never": "Được nhiều nhất bao nhiêu khi không thực hiện; “refuse” thì báo lỗi.",
    },
    "Linear": {
        "": "Điểm đi theo đường thẳng giữa các mốc.",
        "knots": "Các mốc, theo thứ tự tăng dần.",
        "before": "Trước mốc đầu: một mức điểm, hoặc giữ như mốc đầu (hold).",
        "after": "Sau mốc cuối: một mức điểm, hoặc giữ như mốc cuối (hold).",
        "step": "Chỉ tính từng bước tròn của số liệu.",
        "less": "Lấy hiệu với giá trị này của cụm.",
    },
    "Ratio": {
        "": "Điểm theo tỷ lệ đạt được.",
        "target": "Tỷ lệ được đủ điểm.",
        "below": "Dưới mức đó: chia theo mức (pro_rata), nhân thẳng (plain) hay 0 điểm (nothing).",
    },
    "Relative": {"": "Điểm so với đơn vị tốt nhất trong cụm.", "empty": "Mức điểm khi cả cụm bằng 0."},
    "Leader": {
        "": "Điểm so với đơn vị dẫn đầu cụm.",
        "at_target": "Mức điểm khi đạt chỉ tiêu.",
        "unsurpassed": "Mức điểm khi không đơn vị nào vượt chỉ tiêu.",
        "unassigned": "Cách tính khi không được giao chỉ tiêu; “refuse” thì báo lỗi.",
    },
    "Round": {
        "": "Làm tròn điểm của một cách tính.",
        "step": "Làm tròn đến, như 0.25.",
        "mode": "half_up: từ một nửa trở lên thì lên; down: bỏ phần lẻ; up: có phần lẻ thì lên.",
    },
    "Sum": {"": "Cộng điểm của các phần."},
    "Tiered": {"": "Điểm theo mức hoặc khoảng.", "otherwise": "Mức điểm khi không thuộc trường hợp nào."},
    "WeightedMean": {"": "Trung bình có trọng số của các phần.", "weights": "Trọng số của từng phần."},
    "When": {
        "": "Cách tính phụ thuộc vào một số liệu.",
        "then": "Khi đúng: một cách tính hoặc một mức điểm.",
        "otherwise": "Khi không đúng: một cách tính hoặc một mức điểm.",
        "case": "Trường hợp: có/không, tên mức hoặc khoảng số.",
    },
    # --- conditions and gates ------------------------------------------------------------------------------------------
    "FactIs": {"": "Một số liệu thuộc một trường hợp.", "case": "Trường hợp: có/không, tên mức hoặc khoảng số."},
    "AllOf": {"": "Mọi điều kiện đều đúng."},
    "AnyOf": {"": "Ít nhất một điều kiện đúng."},
    "Not": {"": "Điều kiện không đúng."},
    "TotalIs": {"": "Tổng điểm thuộc một khoảng.", "without": "Các nhóm không tính vào tổng điểm này."},
    "PointsOf": {"": "Điểm của một tiêu chí hoặc nhóm thuộc một khoảng."},
    "ShareOf": {"": "Điểm của một tiêu chí hoặc nhóm, tính theo phần của điểm tối đa, thuộc một khoảng."},
    "EveryRow": {"": "Mọi tiêu chí, tính theo phần của điểm tối đa, đều thuộc một khoảng."},
    "Ceiling": {"": "Không xếp trên một mức.", "grade": "Mức cao nhất còn được xếp."},
    "Demote": {"": "Hạ xếp loại.", "by": "Hạ mấy mức."},
    "Force": {"": "Xếp vào một mức, bất kể điểm."},
    "CutTotal": {"": "Cắt tổng điểm.", "to": "Tổng điểm còn nhiều nhất."},
    # --- changes -------------------------------------------------------------------------------------------------------
    "ChangeSet": {
        "": "Các thay đổi đối với một bộ tiêu chí.",
        "parent": "Tên riêng của bộ gốc.",
        "fingerprint": "Dấu vân của bộ gốc mà các thay đổi được viết cho.",
        "id": "Tên riêng của bộ mới.",
        "issuer": "Cơ quan ban hành.",
        "level": "Cấp của đơn vị được chấm.",
        "period": "Kỳ chấm, như 2025.",
        "changes": "Các thay đổi, theo thứ tự.",
        "effective": "Ngày bắt đầu và ngày hết hiệu lực; văn bản không nêu ngày hết hiệu lực thì không ghi.",
        "rebase": "Sau đó quy về tổng điểm khác thế nào.",
        "source": "Văn bản quy định các thay đổi.",
    },
    "ParentScheme": {
        "": "Bộ gốc.",
        "id": "Tên riêng của bộ gốc.",
        "fingerprint": "Dấu vân của bộ gốc; không nêu thì bản nào của bộ ấy cũng được.",
    },
    "Drop": {"": "Bỏ một tiêu chí hoặc nhóm."},
    "Replace": {"": "Thay một tiêu chí hoặc nhóm bằng cái khác."},
    "Add": {"": "Thêm một tiêu chí hoặc nhóm."},
    "Move": {"": "Chuyển một tiêu chí hoặc nhóm đến chỗ khác."},
    "Renumber": {"": "Đánh số lại.", "numbers": "Số cũ và số mới."},
    "Retitle": {"": "Đổi tên gọi.", "title": "Tên gọi mới."},
    "SwapFact": {
        "": "Dùng số liệu khác.",
        "old": "Tên số liệu cũ.",
        "new": "Tên số liệu mới.",
        "row": "Chỉ ở tiêu chí này; không nêu thì ở mọi tiêu chí.",
    },
    "SetArgument": {"": "Đặt một đối số của cách tính, hoặc một mục của tiêu chí.", "value": "Giá trị mới."},
    "ClearArgument": {"": "Bỏ một đối số không bắt buộc."},
    "Regrade": {"": "Xếp loại theo cách khác.", "grades": "Cách xếp loại mới; không nêu thì không xếp loại."},
}
