"""Thanh Hóa (draft, 2026): what groups I to III measure. Labels and definitions are a summary."""

from __future__ import annotations

from emulscore.schemes._thanh_hoa_2026_kinds import DELEGATES, RESOLUTIONS, SESSIONS, TIMES, count, level, share, yes
from emulscore.words import Words

# --- I: sessions and resolutions --------------------------------------------------------------------------------------

ky_hop_thieu = count("ky_hop_thieu", "Kỳ họp thường lệ còn thiếu", "Ordinary sessions not held", SESSIONS)
chat_luong_ky_hop = level(
    "chat_luong_ky_hop",
    "Chất lượng kỳ họp",
    "Quality of the sessions",
    {
        "day_du": Words("đạt đầy đủ", "in full"),
        "mot_phan": Words("đạt một phần", "in part"),
        "khong": Words("không đạt", "not at all"),
    },
)
ky_hop_chuyen_de = level(
    "ky_hop_chuyen_de",
    "Kỳ họp chuyên đề",
    "Special sessions",
    {
        "kip_thoi": Words("tổ chức kịp thời", "held in time"),
        "tri_hoan": Words("việc cấp bách bị hoãn do chủ quan", "an urgent matter postponed through own fault"),
    },
)
tai_lieu_dung_han = level(
    "tai_lieu_dung_han",
    "Gửi tài liệu kỳ họp",
    "Sending the papers of the sessions",
    {
        "dung_han": Words("100% kỳ họp đúng hạn", "on time for 100% of the sessions"),
        "co_ky_cham": Words("có kỳ họp gửi chậm", "late for some sessions"),
        "con_lai": Words("trường hợp còn lại", "any other case"),
    },
)
tai_lieu_so = share(
    "tai_lieu_so",
    Words("Tỷ lệ tài liệu số hóa, gửi điện tử", "Share of papers digitised and sent electronically"),
    Words("tài liệu được số hóa, gửi điện tử", "papers digitised and sent electronically"),
    Words("tài liệu", "papers"),
)
nghi_quyet_sai = count(
    "nghi_quyet_sai",
    "Nghị quyết trái pháp luật, bị bãi bỏ",
    "Resolutions that were unlawful and annulled",
    RESOLUTIONS,
)
the_thuc = yes("the_thuc", "Mọi nghị quyết đúng thể thức", "Every resolution is in the right form")
cong_khai = level(
    "cong_khai",
    "Công khai nghị quyết",
    "Publishing the resolutions",
    {
        "day_du": Words("100%, đúng hình thức và thời gian", "100%, in the right form and time"),
        "chua_day_du": Words("chưa đầy đủ", "incomplete"),
        "khong": Words("không công khai", "not published"),
    },
)
khong_phai_sua_doi = yes(
    "khong_phai_sua_doi",
    "Không nghị quyết nào phải sửa đổi do không khả thi",
    "No resolution had to be amended because it could not be carried out",
)

# --- II: supervision --------------------------------------------------------------------------------------------------

chuong_trinh_giam_sat = yes(
    "chuong_trinh_giam_sat", "Chương trình giám sát ban hành đúng hạn", "The supervision programme was issued on time"
)
chuyen_de_hoan_thanh = count(
    "chuyen_de_hoan_thanh",
    "Cuộc giám sát chuyên đề đã hoàn thành",
    "Thematic supervisions completed",
    Words("cuộc", "supervisions"),
)
chat_van = level(
    "chat_van",
    "Chất vấn tại kỳ họp",
    "Questioning at the sessions",
    {
        "moi_ky": Words("tại 100% kỳ họp", "at 100% of the sessions"),
        "thieu_ky": Words("có kỳ họp không chất vấn", "some sessions without"),
        "khong": Words("không chất vấn", "none"),
    },
)
ket_luan_chat_van = yes(
    "ket_luan_chat_van",
    "Kết luận chất vấn rõ trách nhiệm, thời hạn",
    "Conclusions of the questioning name who is responsible and by when",
)
ket_luan_den_han = share(
    "ket_luan_den_han",
    Words("Tỷ lệ kết luận, kiến nghị được thực hiện", "Share of conclusions and petitions carried out"),
    Words("kết luận, kiến nghị đã thực hiện", "conclusions and petitions carried out"),
    Words("kết luận, kiến nghị đã đến hạn", "conclusions and petitions that are due"),
    Words(
        "việc nhiều năm và trường hợp khách quan được chấp thuận",
        "matters of several years, and objective cases that were approved",
    ),
)
giam_sat_kien_nghi = count(
    "giam_sat_kien_nghi",
    "Lần giám sát việc giải quyết kiến nghị cử tri trong năm",
    "Supervisions in the year of how voters' petitions are settled",
    TIMES,
)
giam_sat_nghi_quyet = yes(
    "giam_sat_nghi_quyet",
    "Giám sát thực hiện nghị quyết, có báo cáo",
    "Supervision of how resolutions are carried out, with a report",
)

# --- III: voters and citizens -----------------------------------------------------------------------------------------

tiep_xuc_cu_tri = share(
    "tiep_xuc_cu_tri",
    Words("Tỷ lệ đại biểu tiếp xúc cử tri theo kế hoạch", "Share of delegates who met voters as planned"),
    Words("đại biểu tiếp xúc cử tri theo kế hoạch", "delegates who met voters as planned"),
    DELEGATES,
)
tiep_xuc_chuyen_de = yes(
    "tiep_xuc_chuyen_de",
    "Có tiếp xúc theo chuyên đề, nhóm, thôn",
    "Meetings with voters by theme, group or hamlet were held",
)
chuyen_kien_nghi = yes(
    "chuyen_kien_nghi",
    "Kiến nghị được chuyển đúng thẩm quyền, đúng hạn",
    "Petitions were passed to the right authority on time",
)
kien_nghi_tra_loi = share(
    "kien_nghi_tra_loi",
    Words("Tỷ lệ kiến nghị được trả lời đúng hạn", "Share of petitions answered on time"),
    Words("kiến nghị được trả lời đúng hạn", "petitions answered on time"),
    Words("kiến nghị", "petitions"),
)
don_doc = yes(
    "don_doc", "Có văn bản đôn đốc hoặc giám sát việc trả lời", "The answers were followed up in writing or supervised"
)
bao_cao_tham_tra = yes(
    "bao_cao_tham_tra",
    "Có báo cáo thẩm tra giải quyết kiến nghị",
    "There is a report examining how petitions are settled",
)
ky_tiep_dan_thieu = count(
    "ky_tiep_dan_thieu", "Kỳ tiếp công dân còn thiếu", "Reception days for citizens not held", SESSIONS
)
vu_viec_dut_diem = share(
    "vu_viec_dut_diem",
    Words("Tỷ lệ vụ việc giải quyết dứt điểm", "Share of cases settled for good"),
    Words("vụ việc giải quyết dứt điểm", "cases settled for good"),
    Words("vụ việc trong năm", "cases in the year"),
)
don_thu = level(
    "don_thu",
    "Xử lý đơn thư",
    "Handling letters of petition",
    {
        "dung_han": Words("100% đúng hạn", "100% on time"),
        "co_qua_han": Words("có đơn thư quá hạn", "some overdue"),
        "con_lai": Words("trường hợp còn lại", "any other case"),
    },
)
kenh_so = yes("kenh_so", "Kênh số tiếp nhận ý kiến đang hoạt động", "A digital channel for opinions is operating")
phan_hoi_so = yes("phan_hoi_so", "Có phản hồi ý kiến qua kênh số", "Opinions are answered on the digital channel")
