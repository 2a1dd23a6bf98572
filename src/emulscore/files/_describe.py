"""What the keys of files are, in Vietnamese and English: the English from the docstrings, the Vietnamese from here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc
from typing import Final

__all__ = ["described", "field_described"]

# By class; each with the fields that need words of their own. ANY holds what is said alike wherever it stands.
_ANY: Final[Mapping[str, str]] = {
    "id": "Số hoặc tên riêng, như văn bản in.",
    "title": "Tên gọi.",
    "base": "Điểm chuẩn (điểm tối đa).",
    "rule": "Cách tính điểm.",
    "parts": "Các phần, mỗi phần một cách tính.",
    "fact": "Tên số liệu.",
    "cases": "Các trường hợp, mỗi trường hợp một mức điểm.",
    "unit": "Đơn vị thời gian, cũng nói tháng hoặc tuần chưa tròn có tính không.",
    "never": "Mức điểm khi không thực hiện; “refuse” thì báo lỗi.",
    "empty": "Mức điểm khi 0/0, tức không có gì để tính tỷ lệ; “refuse” thì báo lỗi.",
    "at_least": "Từ … trở lên.",
    "above": "Trên …",
    "at_most": "Đến …, kể cả số ấy.",
    "below": "Dưới …",
    "span": "Khoảng số.",
    "of": "Điều kiện, hoặc các điều kiện.",
    "grade": "Tên mức xếp loại.",
    "when": "Áp dụng khi nào.",
    "reason": "Văn bản nói gì.",
    "part": "Số của tiêu chí hoặc nhóm.",
    "name": "Tên riêng trong bộ tiêu chí: chữ cái, chữ số và dấu gạch dưới.",
    "label": "Tên gọi; không nêu thì lấy tên của tiêu chí.",
    "counts": "Đếm cái gì (tử số của tỷ lệ).",
    "out_of": "Trên tổng số nào (mẫu số của tỷ lệ).",
    "excludes": "Không tính cái gì, như “trừ văn bản mật”.",
    "source": "Lấy từ đâu.",
    "largest": "Giá trị lớn nhất được nhận.",
    "lowest": "Giá trị nhỏ nhất được nhận.",
    "numbers": "Số trần nghĩa là gì: phần trăm (99,8) hay phần của 1 (0,998); không nêu thì không nhận số trần.",
    "decimals": "Số chữ số thập phân.",
    "levels": "Các mức, theo tên.",
    "remark": "Điều người đọc cần biết.",
    "to": "Giá trị của cụm để so sánh.",
    "step": "Bước.",
    "is": "Đúng bằng: có hay không, tên mức, hoặc một số.",
    "pays": "Được bao nhiêu.",
    "takes": "Trừ bao nhiêu.",
    "text": "Lời văn.",
    "why": "Lý do của thay đổi.",
    "row": "Số của tiêu chí hoặc nhóm.",
    "item": "Tiêu chí hoặc nhóm mới.",
    "into": "Vào nhóm nào; không nêu thì ở cấp cao nhất.",
    "after": "Sau tiêu chí hoặc nhóm nào.",
    "before": "Trước tiêu chí hoặc nhóm nào.",
    "argument": "Tên đối số, như never hoặc rule.below.",
}
_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "Scheme": {
        "": "Bộ tiêu chí (thang điểm).",
        "id": "Tên riêng của bộ tiêu chí.",
        "items": "Các tiêu chí và nhóm tiêu chí, theo thứ tự.",
        "total": "Tổng điểm mà văn bản nêu.",
        "issuer": "Cơ quan ban hành.",
        "level": "Cấp của đơn vị được chấm, như “cấp xã”.",
        "period": "Kỳ chấm, như 2023.",
        "rounding": "Làm tròn những điểm nào, và thế nào.",
        "limits": "Tổng điểm ít nhất và nhiều nhất mà văn bản cho phép.",
        "rescale": "Khi có tiêu chí bị loại, quy đổi từ điểm đã làm tròn (printed) hay điểm chưa làm tròn (exact).",
        "grades": "Xếp loại: các mức, điều kiện và giới hạn tỷ lệ.",
        "source": "Văn bản gốc.",
        "effective": "Ngày bắt đầu và ngày hết hiệu lực; văn bản không nêu ngày hết hiệu lực thì không ghi.",
        "without_document": "Khi tiêu chí không dẫn văn bản, hoặc thiếu một loại phải có, mà đơn vị không giải trình: nêu "
        "câu hỏi đối chiếu (question) hoặc không cho điểm (no_points).",
        "derivation": "Lập từ bộ tiêu chí nào, thay đổi những gì; không nêu thì không lập từ bộ nào.",
        "trust": "Độ tin cậy của nguồn: A văn bản chính thức, B được trích lại, C số hóa bởi phần mềm công, D dữ liệu mẫu.",
    },
    "Criterion": {
        "": "Một tiêu chí: số, điểm chuẩn và cách tính.",
        "wording": "Lời của văn bản gốc về cách tính, đúng từng chữ.",
        "readings": "Cách hiểu ở chỗ văn bản không nói rõ.",
        "evidence": "Minh chứng mà văn bản yêu cầu hoặc dẫn ra.",
        "system": "Hệ thống cung cấp số liệu.",
        "stated": "Văn bản có nêu tiêu chí này không; false khi chưa biết lời văn.",
        "requires": "Các loại văn bản mà tiêu chí phải dẫn, như “Kế hoạch”; mỗi loại ít nhất một văn bản.",
        "printed": "Điểm mà văn bản in, khi tiêu chí ghi điểm khác.",
        "not_applicable": "Khi không phát sinh: đủ điểm (full), 0 điểm (zero) hoặc loại tiêu chí (leave_out).",
    },
    "Group": {
        "": "Một nhóm tiêu chí.",
        "items": "Các tiêu chí và nhóm bên trong, theo thứ tự.",
        "base": "Điểm tối đa mà văn bản nêu.",
        "cap": "Mức tối đa của nhóm khi các tiêu chí cộng lại nhiều hơn; bằng điểm tối đa của nhóm.",
        "role": "Điểm của thang (base), điểm thưởng (bonus) hoặc điểm trừ (deduction).",
        "void": "Số liệu có/không: có thì cả nhóm 0 điểm.",
        "printed": "Điểm mà văn bản in, khi nhóm ghi điểm khác.",
    },
    "Reading": {
        "": "Cách hiểu ở chỗ văn bản không nói rõ.",
        "argument": "Đối số của cách tính mà cách hiểu này chọn, như never.",
        "text": "Chọn gì, và vì sao.",
    },
    "Rounding": {
        "": "Làm tròn những điểm nào, và thế nào.",
        "step": "Làm tròn đến, như 0.01.",
        "mode": "half_up: từ một nửa trở lên thì lên; down: bỏ phần lẻ; up: có phần lẻ thì lên.",
        "amounts": "Làm tròn ở: tiêu chí (rows), nhóm (groups), tổng (total).",
    },
    "Words": {"": "Lời văn tiếng Việt và tiếng Anh.", "vi": "Tiếng Việt.", "en": "Tiếng Anh."},
    "Span": {"": "Khoảng số, mỗi phía nhiều nhất một đầu mút."},
    "Case": {"": "Một trường hợp và mức điểm."},
    "Knot": {"": "Một mốc và mức điểm tại mốc.", "at": "Giá trị của số liệu.", "pays": "Mức điểm tại đó."},
    "Takes": {"": "Một loại sự việc và mức trừ mỗi lần."},
    "Pays": {"": "Một loại sự việc và mức điểm mỗi lần; số âm là trừ."},
    "Scaled": {
        "": "Số liệu mà ngưỡng được giảm cho một số loại đơn vị.",
        "scaled": "Tên số liệu.",
        "by": "Số liệu nói đơn vị thuộc loại nào.",
        "factors": "Mỗi loại đơn vị phải đạt bao nhiêu phần của ngưỡng.",
    },
    "Grades": {
        "": "Xếp loại.",
        "bands": "Các mức, từ cao nhất đến thấp nhất.",
        "gates": "Các điều kiện áp dụng sau đó, theo thứ tự.",
        "judged": "Các nhóm được xét từng nhóm, nhóm thấp nhất quyết định; không nêu thì xét tổng điểm.",
        "quota": "Giới hạn tỷ lệ của mức cao nhất trong cụm.",
        "clauses": "Số các khoản về xếp loại trong văn bản, theo thứ tự, để thấy khoản nào còn thiếu.",
    },
    "Validity": {
        "": "Thời gian có hiệu lực.",
        "first": "Ngày bắt đầu.",
        "last": "Ngày hết hiệu lực.",
    },
    "Printed": {
        "": "Điểm chuẩn mà văn bản in, khi các chỗ không khớp nhau.",
        "points": "Điểm chuẩn ở cột điểm của văn bản.",
        "text": "Điểm chuẩn mà lời văn nêu, khi cột điểm ghi khác.",
        "parts": "Của nhóm: các phần cộng lại theo bản in, khi chưa biết từng phần có mấy điểm.",
    },
    "Appraisal": {
        "": "Điểm do bên thẩm định hoặc bên quyết định cho.",
        "points": "Số điểm.",
        "by": "Ai cho điểm.",
        "on": "Cho điểm ngày nào.",
        "why": "Vì sao, khi khác điểm tự chấm.",
    },
    "Derivation": {
        "": "Bộ tiêu chí được lập từ bộ nào, và thế nào.",
        "parent": "Tên riêng của bộ gốc.",
        "title": "Tên gọi của bộ gốc.",
        "fingerprint": "Dấu vân của bộ gốc.",
        "changes": "Các thay đổi, theo thứ tự.",
        "rebase": "Quy về tổng điểm khác thế nào.",
        "remainder_row": "Tiêu chí nhận phần lẻ do làm tròn.",
        "remainder": "Phần lẻ ấy, tính bằng điểm.",
        "reapplied": "Dấu vân của bộ gốc mà các thay đổi được viết cho, khi là bộ khác.",
        "history": "Mỗi tiêu chí của bộ gốc còn, đổi hay bỏ, và tiêu chí nào là mới; trước hết là chính bộ tiêu chí.",
        "earlier": "Bộ gốc lại được lập từ bộ nào.",
    },
    "Difference": {
        "": "Một chỗ khác nhau.",
        "what": "Khác ở đâu: điểm chuẩn, cách tính, tên gọi, số liệu…",
        "old": "Trước đây.",
        "new": "Bây giờ.",
    },
    "HistoryRow": {
        "": "Một tiêu chí của bộ gốc nay thế nào.",
        "status": "Giữ (kept), đổi (changed), mới (new) hoặc bỏ (dropped).",
        "old": "Số trong bộ gốc.",
        "new": "Số trong bộ mới.",
        "group": "Có phải là nhóm không.",
        "differences": "Đổi gì: chỗ nào, từ gì, thành gì.",
        "why": "Lý do, theo thứ tự các thay đổi.",
    },
    "Rebase": {
        "": "Quy bộ tiêu chí về tổng điểm khác.",
        "to": "Tổng điểm mới.",
        "step": "Điểm chuẩn mới là bội số của số này.",
        "amounts": "Các mức điểm: quy đổi theo (scale) hay giữ nguyên (keep).",
        "remainder_to": "Tiêu chí nhận phần lẻ; không nêu thì là tiêu chí có điểm chuẩn lớn nhất.",
        "beside": "Nhóm điểm thưởng, điểm trừ: quy đổi theo (scale) hay giữ nguyên (keep).",
        "why": "Lý do.",
    },
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
    "GradeBand": {"": "Một mức xếp loại và khoảng điểm.", "id": "Tên của mức trong tệp."},
    "Quota": {
        "": "Giới hạn tỷ lệ đơn vị đạt một mức.",
        "grade": "Mức bị giới hạn.",
        "share": "Tỷ lệ đơn vị, làm tròn xuống.",
        "by": "Xét theo gì, theo thứ tự: rỗng là tổng điểm, hoặc số của tiêu chí, nhóm.",
        "rest": "Mức của các đơn vị còn lại.",
    },
    "Assessment": {
        "": "Hồ sơ chấm điểm của một đơn vị trong một kỳ.",
        "unit": "Đơn vị được chấm.",
        "scheme": "Tên riêng của bộ tiêu chí.",
        "period": "Kỳ chấm, như 2023.",
        "closes": "Ngày cuối mà số liệu phải tính đến, khi không phải là ngày cuối kỳ.",
        "measurements": "Số liệu thực hiện, theo tên.",
        "claims": "Điểm tự chấm, theo số của tiêu chí.",
        "documents": "Các văn bản làm căn cứ.",
        "evidence": "Mỗi tiêu chí dẫn những văn bản nào.",
        "appraised": "Điểm thẩm định, theo số của tiêu chí.",
        "final": "Điểm cuối cùng, theo số của tiêu chí.",
        "explanations": "Giải trình của đơn vị khi minh chứng của tiêu chí còn thiếu hoặc có chỗ cần hỏi.",
    },
    "Measurement": {
        "": "Một số liệu và căn cứ của nó.",
        "value": "Giá trị.",
        "document": "Văn bản làm căn cứ.",
        "as_of": "Số liệu tính đến ngày nào.",
        "note": "Vì sao có giá trị này, khi văn bản không nói rõ.",
    },
    "Claim": {"": "Điểm tự chấm.", "points": "Số điểm.", "text": "Cách tính mà đơn vị ghi."},
    "Document": {
        "": "Văn bản làm căn cứ.",
        "key": "Tên ngắn để dẫn.",
        "text": "Trích yếu đúng như nguồn ghi.",
        "kind": "Loại văn bản, như “Báo cáo”.",
        "number": "Số.",
        "symbol": "Ký hiệu, như “BC-UBND”.",
        "date": "Ngày ban hành.",
        "issuer": "Cơ quan ban hành.",
        "subject": "Về việc gì.",
        "about": "Lời dẫn vào trích yếu: “về” hoặc “về việc”.",
    },
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
}
_FIELD: Final = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)
_SECTION: Final = re.compile(r"^Attributes:\n((?: {4}.*\n?|\n)*)", re.MULTILINE)


def described(cls: type) -> dict[str, str]:
    """Return the description of a class: what it is."""
    return _joined(_vietnamese(cls, ""), (cls.__doc__ or "").strip().partition("\n")[0])


def field_described(cls: type, name: str) -> dict[str, str]:
    """Return the description of a field of a class."""
    return _joined(_vietnamese(cls, name.rstrip("_")), _english(cls).get(name.rstrip("_"), ""))


def _joined(vi: str, en: str) -> dict[str, str]:
    said = "\n".join(text for text in (vi, en) if text)
    return {"description": said} if said else {}


def _vietnamese(cls: type, name: str) -> str:
    own = _KEYS.get(cls.__name__) if cls.__module__.startswith("emulscore.") else None
    if own is None:
        return ""
    return own.get(name, _ANY.get(name, "") if name else "")


@cache
def _english(cls: type) -> Mapping[str, str]:
    """Return what the docstrings of a class and of those below it say of each field."""
    found: dict[str, str] = {}
    for one in reversed(cls.__mro__):
        section = _SECTION.search(cleandoc(one.__doc__ or "") + "\n")
        if section is not None:
            found |= {name: " ".join(text.split()) for name, text in _FIELD.findall(section[1])}
    return found
