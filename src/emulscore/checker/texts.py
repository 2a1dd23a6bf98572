"""The words of the checker's findings: for warnings what, why and what to do; for errors why they matter."""

from __future__ import annotations

from typing import Final

from emulscore.words import Words

__all__ = ["ERRORS", "WARNINGS"]

WARNINGS: Final[dict[str, tuple[Words, Words, Words]]] = {
    "row-not-stated": (
        Words("văn bản nguồn không có nội dung của tiêu chí này", "the source does not state this criterion"),
        Words(
            "cách tính ở đây chỉ để giữ chỗ, không phải là quy định của văn bản",
            "the rule here keeps the place and is no regulation",
        ),
        Words("tìm bản đầy đủ của văn bản rồi ghi lại cách tính", "find the whole document and state the rule"),
    ),
    "printed-parts": (
        Words(
            "theo văn bản, điểm các thành phần cộng lại là {found}, trong khi điểm tối đa ghi là {stated}",
            "as printed, its parts add up to {found} under a maximum of {stated}",
        ),
        Words(
            "không rõ đơn vị đạt đủ các thành phần thì được bao nhiêu điểm",
            "it is not clear what a unit earns that achieves every part",
        ),
        Words(
            "đề nghị cơ quan ban hành sửa điểm thành phần hoặc điểm tối đa",
            "ask the issuer: mend the parts' points or the maximum",
        ),
    ),
    "printed-text": (
        Words(
            "cột điểm ghi {points}, trong khi phần diễn giải cho đến {text}; ở đây lấy {held}",
            "the column prints {points} while the text allows {text}; {held} is used here",
        ),
        Words("hai cách hiểu cho hai kết quả khác nhau", "the two readings give two results"),
        Words("đề nghị cơ quan ban hành cho biết mức nào đúng", "ask the issuer which of them holds"),
    ),
    "points-altered": (
        Words("văn bản ghi {points} điểm, ở đây lấy {held}", "the source prints {points} points, {held} is used here"),
        Words("điểm tính ra không đúng với văn bản", "the points worked out are not those of the source"),
        Words(
            "nêu lý do ở mục ghi chú, hoặc dùng điểm của văn bản", "say why in the remark, or use the source's points"
        ),
    ),
    "words-kept": (
        Words(
            "cách tính đã khác bộ tiêu chí gốc, còn {kept} vẫn như cũ",
            "the rule is not the parent's any more, but {kept} still is",
        ),
        Words(
            "người đọc, biểu mẫu và phụ lục vẫn dùng câu chữ của cách tính cũ",
            "readers, forms and annexes still show the words of the former rule",
        ),
        Words(
            "đối chiếu rồi viết lại (set_argument) hoặc bỏ đi (clear_argument)",
            "compare them, and write them anew (set_argument) or drop them (clear_argument)",
        ),
    ),
    "numbering-jumps": (
        Words("số thứ tự không liên tục: sau {before} là {after}", "{before} is followed by {after}"),
        Words("có thể thiếu một phần nội dung của văn bản", "a part of the document may be missing"),
        Words(
            "đối chiếu với văn bản; nếu không thiếu thì đánh số lại",
            "compare with the document; renumber if nothing is missing",
        ),
    ),
    "maximum-not-reached": (
        Words(
            "không có số liệu nào đạt được {stated} điểm; cao nhất chỉ là {reached}",
            "no measurement reaches {stated} points; the most is {reached}",
        ),
        Words("đơn vị làm tốt nhất vẫn mất điểm", "the best unit loses points all the same"),
        Words("sửa cách tính, hoặc ghi lại điểm tối đa", "mend the rule or state another maximum"),
    ),
    "maximum-not-proven": (
        Words(
            "chưa chứng minh được rằng có thể đạt {stated} điểm", "it is not proven that {stated} points can be reached"
        ),
        Words(
            "không xác định được chính xác giá trị lớn nhất, do số liệu: {facts}",
            "the exact search is held up by: {facts}",
        ),
        Words("chấm thử với bộ số liệu tốt nhất có thể", "try it with the best measurements"),
    ),
    "never-loses": (
        Words("với mọi số liệu, kết quả luôn đủ {stated} điểm", "every measurement earns the full {stated} points"),
        Words("tiêu chí không phân biệt được các đơn vị với nhau", "the criterion tells no two units apart"),
        Words("kiểm tra lại mức trừ và các ngưỡng", "check the penalties and thresholds"),
    ),
    "never-gains": (
        Words("với mọi số liệu, kết quả luôn là 0 điểm", "every measurement earns 0 points"),
        Words("tiêu chí không phân biệt được các đơn vị với nhau", "the criterion tells no two units apart"),
        Words("kiểm tra lại mức điểm và các ngưỡng", "check the amounts and thresholds"),
    ),
    "never-moves": (
        Words("với mọi số liệu, kết quả luôn là {reached} điểm", "every measurement earns {reached} points"),
        Words("tiêu chí không phân biệt được các đơn vị với nhau", "the criterion tells no two units apart"),
        Words("kiểm tra lại mức điểm và các ngưỡng", "check the amounts and thresholds"),
    ),
    "cap-never-acts": (
        Words(
            "mức tối đa {cap} không bao giờ có tác dụng: điểm bên trong cao nhất là {reached}",
            "the cap of {cap} never acts: what is inside is at most {reached}",
        ),
        Words("văn bản có thể ghi nhầm mức tối đa hoặc điểm bên trong", "the cap or the points inside may be a slip"),
        Words("sửa một trong hai con số, hoặc bỏ mức tối đa", "mend one of the two, or drop the cap"),
    ),
    "case-never-reached": (
        Words("trường hợp “{case}” không bao giờ được xét đến", "the case “{case}” is never reached"),
        Words(
            "các trường hợp ghi trước đã bao trùm trường hợp này, nên không đơn vị nào được chấm theo nó",
            "the cases before it take everything, and nobody earns its points",
        ),
        Words("xếp lại thứ tự các mức, hoặc sửa ngưỡng", "put the tiers in another order, or mend the thresholds"),
    ),
    "cases-overlap": (
        Words("hai trường hợp “{case}” và “{other}” chồng lên nhau", "the cases “{case}” and “{other}” overlap"),
        Words(
            "giá trị thuộc cả hai trường hợp sẽ được chấm theo trường hợp ghi trước",
            "a value in both is scored by the one that comes first",
        ),
        Words(
            "sửa ngưỡng để mỗi giá trị chỉ thuộc một trường hợp",
            "mend the thresholds so that each value is in one case",
        ),
    ),
    "cases-out-of-order": (
        Words(
            "điểm không tăng dần hoặc giảm dần theo các mức: {steps}",
            "the points do not go one way along the tiers: {steps}",
        ),
        Words("kết quả tốt hơn có thể được ít điểm hơn", "doing better can earn less"),
        Words("kiểm tra lại điểm của từng mức", "check the points of each tier"),
    ),
    "gate-never-fires": (
        Words("điều kiện “{gate}” không bao giờ xảy ra", "the condition “{gate}” can never hold"),
        Words("quy định này không áp dụng với đơn vị nào", "the gate acts on no unit"),
        Words("kiểm tra lại ngưỡng của điều kiện", "check the thresholds of the condition"),
    ),
    "gate-always-fires": (
        Words("điều kiện “{gate}” luôn xảy ra", "the condition “{gate}” always holds"),
        Words("quy định này áp dụng với mọi đơn vị", "the gate acts on every unit"),
        Words("kiểm tra lại ngưỡng của điều kiện", "check the thresholds of the condition"),
    ),
    "grades-out-of-order": (
        Words(
            "các mức xếp loại không được ghi từ cao xuống thấp: {steps}",
            "the grades are not listed from the highest to the lowest: {steps}",
        ),
        Words(
            "điều khoản khống chế hoặc hạ mức sẽ áp dụng sai, vì dựa vào thứ tự này",
            "gates that hold a grade down or lower it go by this order, and would act wrongly",
        ),
        Words("ghi mức cao nhất trước, mức thấp nhất sau", "list the highest grade first and the lowest last"),
    ),
    "grade-never-reached": (
        Words(
            "không tổng điểm nào được xếp loại “{grade}”: tổng điểm chỉ từ {low} đến {high}",
            "no total is graded “{grade}”: totals are from {low} to {high}",
        ),
        Words("không đơn vị nào được xếp loại này", "no unit can get this grade"),
        Words("kiểm tra lại khoảng điểm của mức xếp loại", "check the span of the grade"),
    ),
}
"""Code -> what, why it matters, what to do."""

ERRORS: Final[dict[str, Words]] = {
    "": Words(
        "chưa lập được bộ tiêu chí nên chưa chấm được điểm",
        "the scheme cannot be built, so nothing can be scored",
    ),
    "bases-do-not-add-up": Words(
        "không rõ đơn vị đạt đủ các thành phần thì được bao nhiêu điểm",
        "it is not clear what a unit earns that achieves every part",
    ),
    "out-of-range": Words(
        "đơn vị có thể được nhiều hơn điểm tối đa, hoặc dưới 0 điểm",
        "a unit could earn more than the maximum, or less than 0",
    ),
    "not-proven": Words(
        "chưa chắc điểm luôn nằm trong khoảng cho phép", "it is not certain that points always stay within their range"
    ),
    "gap": Words("đơn vị rơi vào khoảng này không chấm được", "a unit that falls there cannot be scored"),
    "fact-conflict": Words("một số liệu sẽ được hiểu theo hai cách", "one fact would be understood in two ways"),
    "unused-fact": Words(
        "đơn vị phải báo cáo một số liệu không dùng để chấm điểm",
        "units would report a figure that nothing is scored by",
    ),
    "reading-without-argument": Words(
        "nội dung được giải thích không phải là lựa chọn của cách tính này",
        "the choice that is explained is not one that the rule makes",
    ),
    "repeated-id": Words(
        "không phân biệt được điểm của hai tiêu chí", "the points of two criteria could not be told apart"
    ),
    "rescale-not-stated": Words(
        "hai cách quy đổi cho hai kết quả khác nhau", "the two ways to rescale give two results"
    ),
    "misplaced-group": Words(
        "không rõ điểm thưởng, điểm trừ tính vào nhóm hay vào tổng điểm",
        "it is not clear whether its points count within the group or beside the total",
    ),
    "unknown-part": Words(
        "quy định dựa vào phần này sẽ không áp dụng được", "what goes by that part could not be applied"
    ),
    "unknown-fact": Words("không có số liệu để chấm", "there is nothing to score by"),
    "missing-argument": Words(
        "mỗi cách hiểu cho một kết quả khác, nên không thể tự chọn thay người viết",
        "each reading gives another result, so none is chosen in silence",
    ),
    "no-formula": Words("không đơn vị nào chấm được tiêu chí này", "no unit could be scored by this criterion"),
    "base-off-grid": Words(
        "đơn vị đạt đủ điểm sẽ bị làm tròn thành số điểm khác", "full points would be rounded to another number"
    ),
}
"""Why what keeps a scheme from being built matters; `""` for any other code."""
