"""The words of every problem: what is wrong, and what to give instead. New codes go to the end of their block."""

from __future__ import annotations

from typing import Final

from emulscore.words import Words

__all__ = ["CATALOGUE"]

_NUMBER = Words('số như 8, "9,98", "99,8%" hoặc "1/3"', 'a number such as 8, "9.98", "99.8%" or "1/3"')

CATALOGUE: Final[dict[str, tuple[Words, Words]]] = {
    # --- a value that was given -------------------------------------------------------------------------------------
    "not-a-number": (Words("không phải là số", "this is not a number"), _NUMBER),
    "not-finite": (Words("không phải là số hữu hạn", "this is not a finite number"), _NUMBER),
    "ambiguous-number": (
        Words(
            "một dấu chấm và ba chữ số có thể hiểu hai cách",
            "one dot and three digits can be read in two ways",
        ),
        Words(
            "“1,234” cho số thập phân, “1234” cho số nguyên",
            "“1,234” for decimals, “1234” for a whole number",
        ),
    ),
    "number-too-long": (
        Words("số quá dài", "the number is too long"),
        Words("số có không quá 18 chữ số", "a number of at most 18 digits"),
    ),
    "division-by-zero": (Words("mẫu số bằng 0", "the denominator is 0"), _NUMBER),
    "float": (
        Words("số thực dấu phẩy động (float) không chính xác", "a float is not an exact number"),
        Words("Decimal hoặc văn bản như “99,80”", "a Decimal, or a text such as “99.80”"),
    ),
    "float-off-grid": (
        Words(
            "số thực dấu phẩy động không nằm trên lưới {grid}",
            "the floating-point number does not lie on the grid of {grid}",
        ),
        Words(
            "số gần nhất trên lưới, Decimal, hoặc văn bản như “99,80%”",
            "the nearest number on the grid, a Decimal, or a text such as “99.80%”",
        ),
    ),
    "off-grid": (
        Words("có nhiều chữ số thập phân hơn mức {decimals}", "it has more decimals than {decimals}"),
        Words(
            "số có không quá {decimals} chữ số thập phân",
            "a number with at most {decimals} decimals",
        ),
    ),
    "not-a-count": (
        Words("không phải là số đếm", "this is not a count"),
        Words(
            "số nguyên không âm như 48 hoặc “1.234”",
            "a whole number, 0 or more, such as 48 or “1.234”",
        ),
    ),
    "negative": (
        Words("số đếm không thể âm", "a count cannot be negative"),
        Words("số từ 0 đến {largest}", "a number from 0 to {largest}"),
    ),
    "too-large": (
        Words("vượt giá trị lớn nhất đã khai báo", "it is beyond the largest value declared"),
        Words(
            "số không quá {largest}, hoặc khai báo largest= lớn hơn",
            "a number of at most {largest}, or declare a greater largest=",
        ),
    ),
    "some-of-zero": (
        Words("có {part} trong tổng số 0", "{part} out of a whole of 0"),
        Words("tổng số ít nhất bằng {part}", "a whole of at least {part}"),
    ),
    "part-exceeds-whole": (
        Words("phần lớn hơn tổng số", "the part is greater than the whole"),
        Words("phần từ 0 đến {whole}", "a part from 0 to {whole}"),
    ),
    "share-out-of-range": (
        Words("tỷ lệ nằm ngoài 0% đến {most}", "the share is outside of 0% to {most}"),
        Words("tỷ lệ từ 0% đến {most}", "a share from 0% to {most}"),
    ),
    "percent-or-fraction": (
        Words(
            "không rõ là phần trăm hay phần của một",
            "it could be a percentage or a fraction of one",
        ),
        Words(
            "“99,8%”, phân số, hai số đếm, hoặc khai báo numbers= cho số liệu",
            "“99.8%”, a Fraction, two counts, or declare numbers= on the fact",
        ),
    ),
    "not-a-share": (
        Words("không phải là tỷ lệ", "this is not a share"),
        Words("“99,8%” hoặc hai số đếm (998, 1000)", "“99.8%” or two counts (998, 1000)"),
    ),
    "unknown-level": (
        Words("không có mức này", "there is no such level"),
        Words("một trong các mức: {levels}", "one of the levels: {levels}"),
    ),
    "not-yes-no": (
        Words("không phải là có hay không", "this is neither yes nor no"),
        Words("true hoặc false (“có” hoặc “không”)", "true or false (“yes” or “no”)"),
    ),
    "points-out-of-range": (
        Words("điểm nằm ngoài khoảng cho phép", "the points are out of range"),
        Words("điểm từ {low} đến {high}", "points from {low} to {high}"),
    ),
    "value-out-of-range": (
        Words("giá trị nằm ngoài khoảng cho phép", "the value is out of range"),
        Words("giá trị từ {low} đến {high}", "a value from {low} to {high}"),
    ),
    "not-an-item": (
        Words("không phải là dòng của bảng công việc", "this is not an item of a table"),
        Words("weight và level, hoặc weight và faults", "weight and level, or weight and faults"),
    ),
    "not-a-lateness": (
        Words("không phải là thời gian trễ", "this is not a lateness"),
        Words(
            "ngày hạn và ngày thực hiện, hoặc số tháng trễ như months_begun = 2",
            "the due day and the day it was done, or a number such as months_begun = 2",
        ),
    ),
    "not-a-date": (
        Words("không phải là ngày", "this is not a day"),
        Words("ngày như 2023-10-17 hoặc “17/10/2023”", "a day such as 2023-10-17 or “17/10/2023”"),
    ),
    "not-a-state": (
        Words("số liệu này không thể có trạng thái “{state}”", "this fact cannot be “{state}”"),
        Words("một giá trị đo được", "a measured value"),
    ),
    # --- a unit's measurements taken together ------------------------------------------------------------------------
    "missing-fact": (
        Words("thiếu số liệu", "the fact is missing"),
        Words(
            "giá trị của số liệu, hoặc chấm với partial=True (dòng lệnh: --partial; hồ sơ trống để điền: emulscore show --blank)",
            "a value for the fact, or score with partial=True (command line: --partial; a blank assessment to fill in: emulscore show --blank)",
        ),
    ),
    "unknown-fact": (
        Words("bộ tiêu chí không có số liệu này", "the scheme has no such fact"),
        Words("{nearest}", "{nearest}"),
    ),
    "zero-of-zero": (
        Words(
            "0 trên 0 không phải là tỷ lệ, và cách tính không nói 0 trên 0 được mấy điểm",
            "0 of 0 is not a share, and this rule does not say what it earns",
        ),
        Words(
            "hai số đếm với tổng số từ 1, hoặc nêu trong cách tính (empty=)",
            "give counts with a whole of at least 1, or say in the rule what 0 of 0 earns (empty=)",
        ),
    ),
    "never-without-consequence": (
        Words(
            "không thực hiện, mà cách tính không nói hậu quả",
            "it never happened, and the rule states no consequence",
        ),
        Words(
            "một giá trị đo được, hoặc cách tính có nêu hậu quả (never=)",
            "a measured value, or a rule that states the consequence (never=)",
        ),
    ),
    "not-applicable-without-policy": (
        Words(
            "không phát sinh, mà tiêu chí không nói cách xử lý",
            "it did not arise, and the criterion does not say what follows",
        ),
        Words("nêu cách xử lý ở tiêu chí (not_applicable=)", "state what follows on the criterion (not_applicable=)"),
    ),
    "other-time-unit": (
        Words("cách tính cần {needed}", "the rule needs {needed}"),
        Words("cho {needed}, hoặc cho hai ngày", "give {needed}, or give both days"),
    ),
    "no-case": (
        Words("không có trường hợp nào cho giá trị này", "no case is stated for this value"),
        Words("thêm trường hợp, hoặc nêu otherwise=", "add a case, or state otherwise="),
    ),
    "all-left-out": (
        Words("mọi tiêu chí đều không phát sinh", "no criterion arose"),
        Words("số liệu của ít nhất một tiêu chí", "the facts of at least one criterion"),
    ),
    "empty-cohort": (
        Words("không đơn vị nào trong cụm có số liệu này", "no unit of the cohort has this fact"),
        Words("số liệu của ít nhất một đơn vị", "the fact of at least one unit"),
    ),
    "other-scheme": (
        Words(
            "hồ sơ lập cho bộ tiêu chí “{other}”, không phải “{this}”",
            "the assessment was made for “{other}”, not for “{this}”",
        ),
        Words(
            "chấm bằng bộ tiêu chí “{other}”, hoặc sửa mục scheme của hồ sơ",
            "score it with “{other}”, or correct its key scheme",
        ),
    ),
    "not-settled": (
        Words("không thể xác định chính xác vì {facts}", "it cannot be settled exactly because of {facts}"),
        Words(
            "bỏ các số liệu này khỏi open=, hoặc đặt khoảng hẹp hơn",
            "leave these facts out of open=, or give a narrower range",
        ),
    ),
    "unscored": (
        Words("chưa chấm được: còn thiếu {missing}", "not scored yet: {missing} unknown"),
        Words("bổ sung số liệu còn thiếu", "add the missing facts"),
    ),
    "unknown-row": (
        Words("bộ tiêu chí không có tiêu chí này", "the scheme has no such criterion"),
        Words("{nearest}", "{nearest}"),
    ),
    # --- a rule or a scheme --------------------------------------------------------------------------------------------
    "wrong-argument": (
        Words("đối số {argument} không hợp lệ", "the argument {argument} cannot be taken"),
        Words("{expected}", "{expected}"),
    ),
    "missing-argument": (
        Words(
            "thiếu đối số {argument}: văn bản không nói, nên người viết phải chọn",
            "the argument {argument} is missing: the text is silent, so its author must choose",
        ),
        Words("{argument}= {expected}", "{argument}= {expected}"),
    ),
    "bad-name": (
        Words("tên không hợp lệ", "the name cannot be used"),
        Words("{expected}", "{expected}"),
    ),
    "repeated-id": (
        Words("số thứ tự bị trùng", "the number is used twice"),
        Words(
            "mỗi tiêu chí hoặc nhóm một số riêng",
            "a number of its own for each criterion and group",
        ),
    ),
    "fact-conflict": (
        Words("hai số liệu khác nhau cùng một tên", "two different facts share one name"),
        Words("một định nghĩa duy nhất, hoặc hai tên", "one definition, or two names"),
    ),
    "bases-do-not-add-up": (
        Words(
            "điểm của {place} cộng lại là {found}, nhưng văn bản ghi {stated}",
            "the points of {place} add up to {found}, but {stated} is stated",
        ),
        Words("điểm thành phần cộng lại bằng {stated}", "parts that add up to {stated}"),
    ),
    "out-of-range": (
        Words(
            "cách tính có thể cho {reached} điểm, ngoài khoảng {low}..{high}: {example}",
            "the rule can give {reached} points, outside of {low}..{high}: {example}",
        ),
        Words(
            "bọc cách tính trong Cap, hoặc sửa các mức điểm",
            "wrap the rule in Cap, or change its amounts",
        ),
    ),
    "not-proven": (
        Words(
            "chưa chứng minh được điểm luôn trong khoảng {low}..{high} (ước lượng {interval})",
            "it is not proven that the points stay within {low}..{high} (estimate {interval})",
        ),
        Words(
            "bọc cách tính trong Cap, hoặc viết đơn giản hơn",
            "wrap the rule in Cap, or state it more simply",
        ),
    ),
    "gap": (
        Words("không nói được mấy điểm khi {where}", "it does not say what is earned when {where}"),
        Words("thêm trường hợp, hoặc nêu otherwise=", "add a case, or state otherwise="),
    ),
    "too-deep": (
        Words("các cách tính lồng nhau quá sâu", "the rules are nested too deeply"),
        Words("không quá {limit} tầng", "at most {limit} levels"),
    ),
    "reading-without-argument": (
        Words(
            "cách hiểu nêu đối số “{argument}” mà cách tính không có",
            "a reading names “{argument}”, which the rule does not have",
        ),
        Words("tên một đối số của cách tính", "the name of one of the rule's arguments"),
    ),
    "unknown-part": (
        Words("không có “{part}”", "there is no “{part}”"),
        Words("một trong: {parts}", "one of: {parts}"),
    ),
    "misplaced-group": (
        Words(
            "nhóm điểm thưởng hoặc điểm trừ nằm trong nhóm khác",
            "a bonus or deduction group stands inside another group",
        ),
        Words("đặt nhóm này ở cấp cao nhất của bộ tiêu chí", "put the group at the top level of the scheme"),
    ),
    "rescale-not-stated": (
        Words(
            "có tiêu chí bị loại khi không phát sinh, nhưng không nói quy đổi từ điểm nào",
            "a criterion is left out where it did not arise, but it is not said which points are rescaled",
        ),
        Words("rescale = printed (điểm đã làm tròn) hoặc exact", "rescale = printed (rounded points) or exact"),
    ),
    "no-formula": (
        Words("cách tính không lập được công thức: {reason}", "the rule makes no formula: {reason}"),
        Words("một lớp có phương thức formula(base)", "a class with a method formula(base)"),
    ),
    "base-off-grid": (
        Words(
            "điểm chuẩn {base} không phải là bội số của mức làm tròn {step}",
            "the base of {base} is not a multiple of the rounding step {step}",
        ),
        Words(
            "điểm chuẩn là bội số của {step}, hoặc mức làm tròn nhỏ hơn",
            "a base that is a multiple of {step}, or a smaller rounding step",
        ),
    ),
    "undated-scheme": (
        Words(
            "bộ tiêu chí không nêu ngày có hiệu lực, và kỳ “{period}” không phải là một năm",
            "the scheme states no days on which it is in force, and its period “{period}” is not a year",
        ),
        Words(
            "effective= ngày đầu và ngày cuối, hoặc period= một năm",
            "effective= a first and a last day, or period= a year",
        ),
    ),
    "overlapping-schemes": (
        Words(
            "“{one}” và “{other}” cùng có hiệu lực {when}",
            "“{one}” and “{other}” are both in force {when}",
        ),
        Words(
            "ngày cuối của bộ tiêu chí cũ, hoặc cấp riêng cho mỗi bộ",
            "a last day for the earlier one, or a level of its own for each",
        ),
    ),
    "no-scheme-on": (
        Words("không có bộ tiêu chí nào{level} có hiệu lực {day}", "no scheme{level} is in force {day}"),
        Words("một trong: {known}", "one of: {known}"),
    ),
    "several-levels": (
        Words("có nhiều bộ tiêu chí có hiệu lực {day}", "several schemes are in force {day}"),
        Words("level= cấp của một trong: {known}", "level= the level of one of: {known}"),
    ),
    "no-canonical-form": (
        Words("đối tượng {cls} không có dạng chuẩn", "an object of {cls} has no canonical form"),
        Words(
            "số, văn bản, ngày, danh sách, bảng hoặc lớp attrs",
            "a number, a text, a day, a list, a table or an attrs class",
        ),
    ),
    # --- a file --------------------------------------------------------------------------------------------------------
    "unreadable": (
        Words("tệp không đọc được: {reason}", "the file cannot be read: {reason}"),
        Words("tệp {format} đúng cú pháp", "a file in correct {format}"),
    ),
    "unknown-format": (
        Words("không rõ tệp này là gì", "it is not said what this file is"),
        Words('format = "{format}"', 'format = "{format}"'),
    ),
    "missing-key": (
        Words("thiếu mục {key}", "the key {key} is missing"),
        Words("mục {key}", "the key {key}"),
    ),
    "unknown-key": (
        Words("không có mục {key}", "there is no key {key}"),
        Words("{nearest}", "{nearest}"),
    ),
    "unknown-kind": (
        Words("không có loại {key}", "there is no kind {key}"),
        Words("{nearest}", "{nearest}"),
    ),
    "wrong-value": (
        Words("giá trị không hợp lệ", "the value cannot be taken"),
        Words("{expected}", "{expected}"),
    ),
    "repeated-key": (
        Words("mục {key} được ghi nhiều lần", "the key {key} is given more than once"),
        Words("mỗi mục một lần", "each key once"),
    ),
    "unused-fact": (
        Words("không cách tính nào đọc số liệu này", "no rule reads this fact"),
        Words("bỏ số liệu này, hoặc nêu tên nó trong một cách tính", "leave it out, or name it in a rule"),
    ),
    "file-too-large": (
        Words("tệp lớn hơn {limit} byte", "the file is larger than {limit} bytes"),
        Words(
            "tệp nhỏ hơn, hoặc đặt limits=Limits(size=…) lớn hơn", "a smaller file, or a greater limits=Limits(size=…)"
        ),
    ),
    "unknown-suffix": (
        Words("không rõ định dạng của tệp", "the format of the file is not known"),
        Words("tên tệp kết thúc bằng {formats}", "a file name that ends in {formats}"),
    ),
    "unknown-scheme": (
        Words("không có bộ tiêu chí này trong thư viện", "the library has no such scheme"),
        Words("{nearest}", "{nearest}"),
    ),
    "no-scheme-file": (
        Words(
            "không có tệp bộ tiêu chí “{name}” cạnh tệp trường hợp",
            "there is no scheme file “{name}” beside the file of cases",
        ),
        Words(
            "đặt tệp ấy cạnh tệp trường hợp, hoặc ghi scheme = tên đầy đủ của một tệp, hay tên một bộ có sẵn; cạnh đó có: {files}",
            "put it there, or write scheme = the full name of a file, or the id of a published scheme; beside it: {files}",
        ),
    ),
    "no-case-files": (
        Words("thư mục không có tệp trường hợp nào", "the folder holds no file of cases"),
        Words(
            "tệp có tên như xa-a.cases.toml, đặt cạnh xa-a.toml",
            "a file with a name such as xa-a.cases.toml, beside xa-a.toml",
        ),
    ),
    "unknown-code": (
        Words("không có mã lỗi này", "there is no such error code"),
        Words("{nearest}", "{nearest}"),
    ),
    "missing-extra": (
        Words(
            "việc này cần phần bổ sung “{extra}” chưa được cài",
            "this needs the extra “{extra}”, which is not installed",
        ),
        Words('pip install "emulscore[{extra}]"', 'pip install "emulscore[{extra}]"'),
    ),
    "no-frame-library": (
        Words("chưa cài thư viện bảng dữ liệu {library}", "the dataframe library {library} is not installed"),
        Words("pip install {library}", "pip install {library}"),
    ),
    # --- a scheme derived from another ---------------------------------------------------------------------------------
    "unknown-argument": (
        Words("không có đối số “{argument}”", "there is no argument “{argument}”"),
        Words("{nearest}", "{nearest}"),
    ),
    "change-without-effect": (
        Words("thay đổi này không làm thay đổi gì", "the change changes nothing"),
        Words("bỏ thay đổi này, hoặc sửa nó", "leave the change out, or correct it"),
    ),
    "changed-twice": (
        Words(
            "thay đổi này ghi đè hoặc hủy changes[{other}]",
            "the change overrides or undoes changes[{other}]",
        ),
        Words(
            "mỗi nội dung chỉ thay đổi một lần: gộp hai thay đổi thành một, hoặc bỏ một trong hai",
            "one change for each thing: make one of the two, or leave one out",
        ),
    ),
    "empty-group": (
        Words("không còn tiêu chí nào", "no criterion is left"),
        Words("bỏ cả nhóm bằng Drop, hoặc giữ ít nhất một tiêu chí", "drop the whole group, or keep a criterion"),
    ),
    "rebased-to-nothing": (
        Words(
            "quy về thang điểm mới thì còn {base} điểm, làm tròn theo bước {step} thì không còn điểm nào",
            "on the new scale it has {base} points, of which rounding to steps of {step} leaves none",
        ),
        Words("bước step= nhỏ hơn, hoặc bỏ tiêu chí này", "a smaller step=, or leave the criterion out"),
    ),
    "marks-not-alike": (
        Words(
            "các nhóm được xét ({parts}) không cùng thay đổi theo một tỷ lệ, nên không có mức xếp loại chung",
            "the groups that are judged ({parts}) were not scaled alike, so no one band suits them",
        ),
        Words(
            'amounts="keep", rồi nêu lại xếp loại bằng Regrade',
            'amounts="keep", and the grades stated anew by Regrade',
        ),
    ),
    "other-parent": (
        Words(
            "các thay đổi được viết cho bộ tiêu chí {wanted}, còn bộ tiêu chí đã cho là {found}",
            "the changes were written for the scheme {wanted}, and the one given is {found}",
        ),
        Words(
            "đúng bộ tiêu chí gốc; hoặc reapply=True (dòng lệnh: --reapply), sau khi đã xem bộ tiêu chí gốc thay đổi những gì",
            "the parent itself; or reapply=True (command line: --reapply), once you have looked at how the parent changed",
        ),
    ),
    # --- a workbook ----------------------------------------------------------------------------------------------------
    "encrypted": (
        Words("tệp được bảo vệ bằng mật khẩu", "the file is locked with a password"),
        Words("tệp đã bỏ mật khẩu mở tệp", "the file without its password to open"),
    ),
    "unpacks-too-large": (
        Words(
            "tệp nén giải ra quá lớn, trên {limit} byte", "the file unpacks to far more than it is, over {limit} bytes"
        ),
        Words(
            "tệp gốc do Excel hoặc LibreOffice lưu, hoặc đặt limits=Limits(unpacked=…, parts=…, marks=…) lớn hơn",
            "the file as Excel or LibreOffice saved it, or greater limits=Limits(unpacked=…, parts=…, marks=…)",
        ),
    ),
    "not-a-template": (
        Words(
            "tệp này không lập từ phiếu nhập số liệu của emulscore", "this is not a data-entry workbook of emulscore"
        ),
        Words(
            "phiếu nhập do write_template lập cho bộ tiêu chí", "a workbook that write_template wrote for the scheme"
        ),
    ),
    "stale-template": (
        Words(
            "phiếu nhập lập cho một phiên bản khác của bộ tiêu chí “{scheme}”",
            "the workbook was made for another version of the scheme “{scheme}”",
        ),
        Words(
            "phiếu nhập lập lại từ bộ tiêu chí hiện hành, rồi chép số liệu sang",
            "a workbook written anew from the present scheme, with the values copied over",
        ),
    ),
    "no-sheet": (
        Words("không có trang tính “{sheet}”", "there is no sheet “{sheet}”"),
        Words(
            "đặt lại tên trang tính đã đổi; tệp có: {sheets}",
            "give the renamed sheet its name again; the file has: {sheets}",
        ),
    ),
    "row-changed": (
        Words("dòng này có {times} lần trong trang tính", "this line stands in the sheet {times} times"),
        Words("đúng một dòng, như trong phiếu gốc", "one line, as in the workbook that was written"),
    ),
    "merged-cells": (
        Words(
            "các ô đã bị gộp, nên giá trị của chúng không còn đủ", "the cells were merged, so values of theirs are lost"
        ),
        Words("bỏ gộp ô và nhập lại từng ô", "the cells apart again, each filled in"),
    ),
    "formula": (
        Words(
            "ô chứa công thức; kết quả lưu trong ô có thể đã cũ",
            "the cell holds a formula, whose kept result may be old",
        ),
        Words("giá trị được nhập hoặc dán dưới dạng giá trị", "a value that is typed, or pasted as a value"),
    ),
    "percent-format": (
        Words(
            "được ghi là phần trăm, nhưng số liệu này không phải là tỷ lệ",
            "it is written as a percentage, but this is not a share",
        ),
        Words("số thường, không có dấu %", "a plain number without a %"),
    ),
    "several-values": (
        Words("một số liệu được ghi theo nhiều cách", "one fact is given in more than one way"),
        Words(
            "chỉ một cách: giá trị, hoặc cách ghi thay thế, hoặc tình trạng",
            "one of them only: the value, the other way to write it, or its state",
        ),
    ),
    "empty-cell": (
        Words("ô này còn trống nhưng phải có giá trị", "the cell is empty, but it is needed"),
        Words("điền ô này, hoặc xóa các ô đi cùng", "fill it in, or empty the cells that belong to it"),
    ),
    "closed-cell": (
        Words("ô này không dùng để nhập số liệu", "nothing is filled in here"),
        Words("giá trị ở ô màu vàng của số liệu, còn ô này để trống", "the value in a yellow cell, and this one empty"),
    ),
    "repeated-unit": (
        Words("đơn vị “{unit}” có trong nhiều tệp: {files}", "the unit “{unit}” stands in several files: {files}"),
        Words("mỗi đơn vị một phiếu", "one workbook for each unit"),
    ),
    "no-workbooks": (
        Words("thư mục không có tệp .xlsx nào", "the folder holds no .xlsx file"),
        Words("thư mục chứa các phiếu nhập đã điền", "the folder of the workbooks that were filled in"),
    ),
    # --- a citation of a document ---------------------------------------------------------------------------------------
    "no-citation": (
        Words("đây không phải là viện dẫn văn bản", "this does not cite a document"),
        Words(
            "loại, số, ký hiệu, như “Báo cáo số 245/BC-UBND ngày 17/10/2023”",
            "kind, number and symbol, such as “Báo cáo số 245/BC-UBND ngày 17/10/2023”",
        ),
    ),
    "citations": (
        Words("có nhiều văn bản được viện dẫn: {keys}", "it cites several documents: {keys}"),
        Words("mỗi lần một văn bản, hoặc dùng find_citations", "one document at a time, or find_citations"),
    ),
    "citation-without-number": (
        Words("văn bản không có số", "the document has no number"),
        Words(
            "số và ký hiệu của văn bản; căn cứ không có số thì ghi nguyên văn",
            "its number and symbol; a basis without a number is kept as a text",
        ),
    ),
    "citation-without-symbol": (
        Words("văn bản có số nhưng không có ký hiệu", "the document has a number but no symbol"),
        Words("số kèm ký hiệu, như 12/QĐ-UBND", "the number with its symbol, such as 12/QĐ-UBND"),
    ),
    "citation-draft": (
        Words("số hoặc ngày còn để trống", "the number or the day is left blank"),
        Words("văn bản đã ban hành, có đủ số và ngày", "a document that was issued, with its number and day"),
    ),
    "citation-number": (
        Words("số của văn bản không thể bằng 0", "the number of a document cannot be 0"),
        Words("số từ 1", "a number from 1"),
    ),
    "citation-numbers": (
        Words("có hai số chung một ký hiệu", "two numbers share one symbol"),
        Words("từng văn bản với số và ký hiệu riêng", "each document with its own number and symbol"),
    ),
    "citation-kind-unknown": (
        Words(
            "ký hiệu {symbol} không cho biết đây là loại văn bản nào",
            "the symbol {symbol} does not tell the kind of document",
        ),
        Words(
            "loại văn bản trước số, như Luật hoặc Nghị quyết", "the kind before the number, such as Luật or Nghị quyết"
        ),
    ),
    "citation-kind": (
        Words(
            "loại văn bản là {kind} nhưng ký hiệu {symbol} là của {other}",
            "the kind is {kind}, but the symbol {symbol} is that of {other}",
        ),
        Words("loại và ký hiệu khớp nhau", "a kind and a symbol that agree"),
    ),
    "citation-day": (
        Words(
            "ngày của văn bản không có thật hoặc không rõ",
            "the day of the document does not exist or is not clear",
        ),
        Words(
            "ngày đầy đủ, năm có bốn chữ số, như 17/10/2023",
            "a whole date with a year of four digits, such as 17/10/2023",
        ),
    ),
    "citation-days": (
        Words("văn bản có hai ngày khác nhau", "the document has two different days"),
        Words("một ngày", "one day"),
    ),
    "citation-year": (
        Words(
            "năm trong ký hiệu {symbol} khác năm {year} của ngày ban hành",
            "the year in the symbol {symbol} is not {year}, the year of the date",
        ),
        Words("số, ký hiệu và ngày của cùng một văn bản", "number, symbol and date of one document"),
    ),
    "document-without-date": (
        Words(
            "giá trị lấy ngày của văn bản “{key}”, nhưng văn bản đó không có ngày",
            "the value takes its day from the document “{key}”, which has none",
        ),
        Words("ngày của văn bản, hoặc ghi ngày vào giá trị", "the document's date, or a day in the value"),
    ),
    # --- a table of units -------------------------------------------------------------------------------------------
    "missing-column": (
        Words("bảng không có cột cho số liệu này", "the table has no column for this fact"),
        Words(
            "cột {forms}, hoặc nêu tên cột trong columns= ({nearest})",
            "a column {forms}, or name it in columns= ({nearest})",
        ),
    ),
    "column-form": (
        Words("các cột này không hợp thành một giá trị", "these columns do not make up one value"),
        Words("chỉ một trong các cách: {forms}", "one form only: {forms}"),
    ),
    "column-type": (
        Words(
            "số liệu này không đọc được từ kiểu của cột “{column}”",
            "the fact cannot be read from the type of column “{column}”",
        ),
        Words("cột kiểu {expected}", "a column of {expected}"),
    ),
    "unknown-column": (
        Words("bảng không có cột này", "the table has no such column"),
        Words("{nearest}", "{nearest}"),
    ),
    "column-clash": (
        Words(
            "bảng đã có cột mang tên của một cột kết quả", "the table already has a column with the name of a result"
        ),
        Words(
            "đổi tên cột, hoặc chỉ giữ cột tên đơn vị (key=)", "another name for the column, or keep only those of key="
        ),
    ),
    "state-and-value": (
        Words("vừa có giá trị, vừa có trạng thái", "there is a value and a state as well"),
        Words("hoặc giá trị, hoặc trạng thái; ô còn lại để trống", "either the value or the state, the other one null"),
    ),
    "too-wide": (
        Words(
            "phép tính trên cả bảng có thể vượt số lớn nhất mà công cụ giữ được chính xác",
            "the arithmetic could pass the greatest number that the engine keeps exactly",
        ),
        Words(
            "khai báo largest= nhỏ hơn cho số liệu (hiện là {largest}), hoặc chấm từng đơn vị",
            "declare a smaller largest= for the fact (now {largest}), or score unit by unit",
        ),
    ),
    "too-many-values": (
        Words("cột văn bản có hơn {most} giá trị khác nhau", "the text column has more than {most} distinct values"),
        Words(
            "hai cột số đếm, hoặc tải bảng vào bộ nhớ rồi chấm",
            "two columns of counts, or bring the table into memory first",
        ),
    ),
    "unseen-value": (
        Words(
            "giá trị này chưa có khi bảng được đọc lần đầu",
            "the value was not there when the table was first looked at",
        ),
        Words("chấm lại bảng sau khi dữ liệu đã ổn định", "score the table again, once its data no longer change"),
    ),
    "unknown-dialect": (
        Words("không có phương ngữ SQL này", "there is no such SQL dialect"),
        Words("một trong: {dialects}", "one of: {dialects}"),
    ),
    "bad-sql-name": (
        Words("tên bảng hoặc tên cột SQL không dùng được", "the name cannot stand in SQL"),
        Words("một tên không rỗng, gồm các ký tự in được", "a name that is not empty, of printable signs"),
    ),
    "not-in-sql": (
        Words(
            "SQL không đọc được số liệu này từ cột “{column}”",
            "SQL cannot read this fact from column “{column}”",
        ),
        Words("cột số, ngày: {forms}", "columns of numbers or days: {forms}"),
    ),
    "unread-spelling": (
        Words("SQL không biết cách viết này của giá trị", "SQL does not know this spelling of the value"),
        Words(
            "viết đúng tên hoặc nhãn đã khai báo, không thừa dấu cách",
            "the name or the label as it was declared, without blanks around it",
        ),
    ),
    # --- an annex that somebody wrote ------------------------------------------------------------------------------------
    "no-annex-table": (
        Words("không có bảng nào có tiêu đề của một phụ lục chấm điểm", "no table has the heading of an annex"),
        Words(
            "một bảng có cột nội dung tiêu chí và cột điểm chuẩn hoặc điểm tự chấm",
            "a table with a column of criteria and one of base or claimed points",
        ),
    ),
    "annex-other-table": (
        Words("tệp còn một bảng chấm điểm khác, chưa đọc", "there is another annex in the file, which was not read"),
        Words(
            "mỗi tệp một phụ lục, hoặc tách bảng này ra tệp riêng", "one annex in a file; this one in a file of its own"
        ),
    ),
    "annex-points": (
        Words("ô điểm không ghi một con số rõ ràng", "the cell of points does not hold a plain number"),
        Words("số điểm như 9,98; ô trống nếu chưa chấm", "points such as 9.98; an empty cell where none are given"),
    ),
    "annex-points-twice": (
        Words("một dòng có hai số điểm cho cùng một cột điểm", "one row has two numbers for the same points"),
        Words("một số điểm", "one number"),
    ),
    "annex-row-repeated": (
        Words("một dòng trước đã là của tiêu chí này", "an earlier row is of this criterion already"),
        Words(
            "mỗi tiêu chí một dòng, một số thứ tự; dòng sau không được lấy",
            "a row with a number of its own for each criterion; the later row was not taken",
        ),
    ),
    "annex-row-unnumbered": (
        Words(
            "dòng này không có số thứ tự nên không rõ thuộc tiêu chí nào",
            "the line has no number, so it is not known to which criterion it belongs",
        ),
        Words("số thứ tự của tiêu chí", "the criterion's number"),
    ),
    "annex-claim-above-base": (
        Words("điểm tự chấm lớn hơn điểm chuẩn {base}", "the points claimed are more than the base of {base}"),
        Words("xem lại điểm tự chấm và điểm chuẩn", "look at the points claimed and the base again"),
    ),
    "annex-cut": (
        Words("văn bản bị cắt giữa chừng", "the text breaks off"),
        Words("bản đầy đủ của dòng này", "the whole of this row"),
    ),
    "annex-incomplete": (
        Words(
            "các dòng đọc được không khớp với số đã nêu: {found}",
            "the rows that were read do not agree with what is stated: {found}",
        ),
        Words("đủ các dòng của bảng, hoặc sửa số đã nêu", "all rows of the table, or the stated number corrected"),
    ),
    "annex-shares": (
        Words("có hơn một tỷ lệ cho cùng một số liệu", "there is more than one share for one value"),
        Words("một tỷ lệ", "one share"),
    ),
    "annex-factor": (
        Words(
            "cách tính nhân với {factor} nhưng điểm chuẩn là {base}",
            "the calculation multiplies by {factor}, but the base is {base}",
        ),
        Words("xem lại cách tính và điểm chuẩn", "look at the calculation and the base again"),
    ),
    "annex-calculation": (
        Words("cách tính có số nhưng không đọc được", "the calculation holds numbers but cannot be read"),
        Words(
            "cách tính như “Điểm = 99,80% * 10” hoặc “Điểm = 998/1000 * 10”",
            "a calculation such as “Điểm = 99,80% * 10” or “Điểm = 998/1000 * 10”",
        ),
    ),
    "annex-documents-differ": (
        Words(
            "văn bản {key} được viện dẫn với hai ngày khác nhau", "the document {key} is cited with two different days"
        ),
        Words("một ngày", "one day"),
    ),
    "annex-other-title": (
        Words("tiêu chí cùng số trong bộ tiêu chí là “{title}”", "the criterion of this number is “{title}”"),
        Words(
            "đúng bộ tiêu chí của phụ lục, hoặc đúng số thứ tự",
            "the scheme that the annex follows, or the right number",
        ),
    ),
    "annex-other-base": (
        Words(
            "phụ lục ghi điểm chuẩn {printed}, bộ tiêu chí là {base}",
            "the annex has a base of {printed}, the scheme one of {base}",
        ),
        Words(
            "điểm chuẩn khớp nhau; nếu không, điểm tự chấm không cùng thang",
            "the same base; otherwise the claim is on another scale",
        ),
    ),
    "annex-share-unplaced": (
        Words(
            "dòng nêu một tỷ lệ, nhưng tiêu chí không chấm theo đúng một tỷ lệ",
            "the row shows a share, but its criterion is not scored by one share alone",
        ),
        Words("giá trị của số liệu, do người nhập", "the value of the fact, given by a person"),
    ),
    "tracked-change": (
        Words(
            "trong tài liệu còn một thay đổi được đánh dấu, {what}", "a change is still marked in the document, {what}"
        ),
        Words(
            "chấp nhận hoặc từ chối thay đổi; ở đây được đọc như đã chấp nhận",
            "the change accepted or rejected; it was read as if it was accepted",
        ),
    ),
    "nested-table": (
        Words(
            "trong ô có một bảng khác; nội dung của bảng ấy không được lấy",
            "the cell holds another table, whose content was not taken",
        ),
        Words("nội dung ghi thẳng vào ô", "the content in the cell itself"),
    ),
    "behind-gates": (
        Words(
            "mức xếp loại này không chỉ do tổng điểm quyết định, mà còn do: {gates}",
            "the total alone does not decide this grade, but also: {gates}",
        ),
        Words(
            "đặt mục tiêu bằng total=; nếu điều kiện giữ đơn vị ở mức thấp hơn, mở cả số liệu của điều kiện ấy trong open=",
            "give the goal as total=; where a condition keeps the unit lower, open its facts too in open=",
        ),
    ),
    "too-many-in-file": (
        Words("tệp chứa hơn {limit} giá trị", "the file holds more than {limit} values"),
        Words(
            "tệp nhỏ hơn, hoặc đặt limits=Limits(values=…) lớn hơn",
            "a smaller file, or a greater limits=Limits(values=…)",
        ),
    ),
    "table-too-large": (
        Words(
            "bảng quá lớn: hơn {rows} dòng, {columns} cột, hoặc {cells} ô trong cả tệp",
            "the table is too large: over {rows} rows, {columns} columns, or {cells} cells in the whole file",
        ),
        Words(
            "tệp chỉ có phụ lục, hoặc đặt limits=Limits(rows=…, columns=…, cells=…) lớn hơn",
            "a file of the annex alone, or greater limits=Limits(rows=…, columns=…, cells=…)",
        ),
    ),
}
