"""The words of the checker's findings: for warnings what, why and what to do; for errors why they matter."""

from __future__ import annotations

from typing import Final

from emulscore.words import Words

__all__ = ["ERRORS", "WARNINGS"]

WARNINGS: Final[dict[str, tuple[Words, Words, Words]]] = {
    "row-not-stated": (
        Words("văn bản nguồn không có nội dung của tiêu chí này", "the source does not state this criterion"),
        Words(
            "cách tính ở đây chỉ để giữ chỗ, không phải là quy định",
            "the rule here keeps the place and is no regulation",
        ),
        Words("tìm bản đầy đủ của văn bản rồi ghi lại cách tính", "find the whole document and state the rule"),
    ),
    "printed-parts": (
        Words(
            "theo văn bản các thành phần cộng lại bằng {found} trong khi điểm tối đa ghi là {stated}",
            "as printed, its parts add up to {found} under a maximum of {stated}",
        ),
        Words(
            "không rõ đơn vị đạt hết các thành phần thì được bao nhiêu điểm",
            "it is not clear what a unit earns that achieves every part",
        ),
        Words(
            "hỏi cơ quan ban hành: sửa điểm thành phần hoặc điểm tối đa",
            "ask the issuer: mend the parts' points or the maximum",
        ),
    ),
    "printed-text": (
        Words(
            "cột điểm ghi {points} trong khi phần chữ cho đến {text}; ở đây lấy {held}",
            "the column prints {points} while the text allows {text}; {held} is used here",
        ),
        Words("hai cách đọc cho hai kết quả khác nhau", "the two readings give two results"),
        Words("hỏi cơ quan ban hành mức nào đúng", "ask the issuer which of them holds"),
    ),
    "points-altered": (
        Words("văn bản ghi {points} điểm, ở đây lấy {held}", "the source prints {points} points, {held} is used here"),
        Words("điểm tính ra không theo đúng văn bản", "the points worked out are not those of the source"),
        Words(
            "nêu lý do ở phần ghi chú, hoặc dùng điểm của văn bản", "say why in the remark, or use the source's points"
        ),
    ),
    "numbering-jumps": (
        Words("sau {before} là {after}", "{before} is followed by {after}"),
        Words("có thể thiếu nội dung của văn bản", "a part of the document may be missing"),
        Words(
            "đối chiếu với văn bản; đánh số lại nếu không thiếu",
            "compare with the document; renumber if nothing is missing",
        ),
    ),
    "maximum-not-reached": (
        Words(
            "không số liệu nào đạt {stated} điểm; cao nhất là {reached}",
            "no measurement reaches {stated} points; the most is {reached}",
        ),
        Words("đơn vị làm tốt nhất vẫn mất điểm", "the best unit loses points all the same"),
        Words("sửa cách tính hoặc ghi lại điểm tối đa", "mend the rule or state another maximum"),
    ),
    "maximum-not-proven": (
        Words(
            "chưa chứng minh được là có thể đạt {stated} điểm", "it is not proven that {stated} points can be reached"
        ),
        Words("việc tìm kiếm chính xác vướng ở: {facts}", "the exact search is held up by: {facts}"),
        Words("thử bằng một bộ số liệu tốt nhất", "try it with the best measurements"),
    ),
    "never-loses": (
        Words("số liệu nào cũng được đủ {stated} điểm", "every measurement earns the full {stated} points"),
        Words("tiêu chí không phân biệt được đơn vị nào", "the criterion tells no two units apart"),
        Words("kiểm tra lại mức phạt và ngưỡng", "check the penalties and thresholds"),
    ),
    "never-gains": (
        Words("số liệu nào cũng được 0 điểm", "every measurement earns 0 points"),
        Words("tiêu chí không phân biệt được đơn vị nào", "the criterion tells no two units apart"),
        Words("kiểm tra lại mức điểm và ngưỡng", "check the amounts and thresholds"),
    ),
    "never-moves": (
        Words("số liệu nào cũng được {reached} điểm", "every measurement earns {reached} points"),
        Words("tiêu chí không phân biệt được đơn vị nào", "the criterion tells no two units apart"),
        Words("kiểm tra lại mức điểm và ngưỡng", "check the amounts and thresholds"),
    ),
    "cap-never-acts": (
        Words(
            "mức tối đa {cap} không bao giờ có tác dụng: bên trong nhiều nhất là {reached}",
            "the cap of {cap} never acts: what is inside is at most {reached}",
        ),
        Words("văn bản có thể ghi nhầm mức tối đa hoặc điểm bên trong", "the cap or the points inside may be a slip"),
        Words("sửa một trong hai, hoặc bỏ mức tối đa", "mend one of the two, or drop the cap"),
    ),
    "case-never-reached": (
        Words("trường hợp “{case}” không bao giờ được xét đến", "the case “{case}” is never reached"),
        Words(
            "các trường hợp trước đã bao trùm, nên điểm của nó không ai được",
            "the cases before it take everything, and nobody earns its points",
        ),
        Words("xếp lại thứ tự các mức, hoặc sửa ngưỡng", "put the tiers in another order, or mend the thresholds"),
    ),
    "cases-overlap": (
        Words("hai trường hợp “{case}” và “{other}” chồng lên nhau", "the cases “{case}” and “{other}” overlap"),
        Words(
            "giá trị nằm ở cả hai được chấm theo trường hợp ghi trước",
            "a value in both is scored by the one that comes first",
        ),
        Words(
            "sửa ngưỡng để mỗi giá trị chỉ thuộc một trường hợp",
            "mend the thresholds so that each value is in one case",
        ),
    ),
    "cases-out-of-order": (
        Words(
            "điểm không tăng hay giảm đều theo các mức: {steps}",
            "the points do not go one way along the tiers: {steps}",
        ),
        Words("làm tốt hơn có thể được ít điểm hơn", "doing better can earn less"),
        Words("kiểm tra lại điểm của từng mức", "check the points of each tier"),
    ),
    "gate-never-fires": (
        Words("điều kiện “{gate}” không bao giờ xảy ra", "the condition “{gate}” can never hold"),
        Words("quy định này không có tác dụng với đơn vị nào", "the gate acts on no unit"),
        Words("kiểm tra lại ngưỡng của điều kiện", "check the thresholds of the condition"),
    ),
    "gate-always-fires": (
        Words("điều kiện “{gate}” luôn xảy ra", "the condition “{gate}” always holds"),
        Words("quy định này áp dụng với mọi đơn vị", "the gate acts on every unit"),
        Words("kiểm tra lại ngưỡng của điều kiện", "check the thresholds of the condition"),
    ),
    "grade-never-reached": (
        Words(
            "không tổng điểm nào được xếp loại “{grade}”: tổng chỉ từ {low} đến {high}",
            "no total is graded “{grade}”: totals are from {low} to {high}",
        ),
        Words("mức xếp loại này không đơn vị nào đạt", "no unit can get this grade"),
        Words("kiểm tra lại khoảng điểm của mức xếp loại", "check the span of the grade"),
    ),
}
"""Code -> what, why it matters, what to do."""

ERRORS: Final[dict[str, Words]] = {
    "": Words(
        "bộ tiêu chí không lập được, nên không chấm được điểm nào",
        "the scheme cannot be built, so nothing can be scored",
    ),
    "bases-do-not-add-up": Words(
        "không rõ đơn vị đạt hết các thành phần thì được bao nhiêu điểm",
        "it is not clear what a unit earns that achieves every part",
    ),
    "out-of-range": Words(
        "đơn vị có thể được quá điểm tối đa, hoặc dưới 0", "a unit could earn more than the maximum, or less than 0"
    ),
    "not-proven": Words(
        "chưa chắc điểm luôn nằm trong khoảng cho phép", "it is not certain that points always stay within their range"
    ),
    "gap": Words("đơn vị rơi vào khoảng này không được chấm", "a unit that falls there cannot be scored"),
    "fact-conflict": Words("một số liệu sẽ được hiểu theo hai cách", "one fact would be understood in two ways"),
    "unused-fact": Words(
        "đơn vị phải báo cáo một số liệu không dùng để chấm", "units would report a figure that nothing is scored by"
    ),
    "reading-without-argument": Words(
        "cách hiểu được nêu không có ở cách tính", "the choice that is explained is not one that the rule makes"
    ),
    "repeated-id": Words(
        "điểm của hai tiêu chí không phân biệt được", "the points of two criteria could not be told apart"
    ),
    "rescale-not-stated": Words(
        "hai cách quy đổi cho hai kết quả khác nhau", "the two ways to rescale give two results"
    ),
    "base-off-grid": Words("đủ điểm sẽ bị làm tròn thành quá điểm", "full points would be rounded past themselves"),
}
"""Why what keeps a scheme from being built matters; `""` for any other code."""
