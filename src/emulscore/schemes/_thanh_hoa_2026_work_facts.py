"""Thanh Hóa (draft, 2026): what groups IV to IX and article 6 measure. Labels and definitions are a summary."""

from __future__ import annotations

from emulscore.schemes._thanh_hoa_2026_kinds import DELEGATES, RESOLUTIONS, TIMES, count, level, share, yes
from emulscore.words import Words

# --- IV: digital work -------------------------------------------------------------------------------------------------

van_ban_so = share(
    "van_ban_so",
    Words("Tỷ lệ văn bản xử lý điện tử, ký số", "Share of documents handled electronically and signed digitally"),
    Words("văn bản xử lý điện tử, ký số", "documents handled electronically and signed digitally"),
    Words("văn bản", "documents"),
)
luu_tru_so = yes(
    "luu_tru_so", "Hồ sơ kỳ họp được lưu trữ điện tử", "The files of the sessions are archived electronically"
)
noi_dung_theo_doi = count(
    "noi_dung_theo_doi",
    "Nội dung theo dõi bằng phần mềm, sổ điện tử (trong 3 nội dung)",
    "Contents tracked by software or an electronic register (of 3)",
    Words("nội dung", "contents"),
    largest=3,
)
vang_truc_tuyen = count(
    "vang_truc_tuyen",
    "Lần vắng hội nghị trực tuyến không lý do",
    "Unexcused absences from online conferences",
    TIMES,
    excludes=Words("lần vắng có lý do", "excused absences"),
)
cap_nhat_du_lieu = yes("cap_nhat_du_lieu", "Dữ liệu cập nhật đủ, đúng hạn", "Data are complete and on time")

# --- V: innovation ----------------------------------------------------------------------------------------------------

mo_hinh = count(
    "mo_hinh",
    "Mô hình mới, cách làm hay",
    "New models and good practices",
    Words("mô hình", "models"),
    excludes=Words("ý tưởng chưa triển khai", "ideas that are not deployed"),
)
mo_hinh_duy_tri = yes(
    "mo_hinh_duy_tri", "Mô hình duy trì, mở rộng từ năm 2", "A model is kept up or extended from its second year"
)
danh_gia_so_lieu = yes("danh_gia_so_lieu", "Hiệu quả được đánh giá bằng số liệu", "Effects are assessed by figures")

# --- VI: how the council works ----------------------------------------------------------------------------------------

phien_thieu = count(
    "phien_thieu",
    "Phiên họp Thường trực còn thiếu (trong 12 phiên)",
    "Meetings of the Standing Committee not held (of 12)",
    Words("phiên", "meetings"),
    largest=12,
)
ban_to_ne_nep = yes("ban_to_ne_nep", "Các Ban, Tổ hoạt động nền nếp", "Boards and groups work in good order")
ban_hoan_thanh = yes(
    "ban_hoan_thanh", "Các Ban hoàn thành chương trình năm", "The boards completed the year's programme"
)
du_hop = share(
    "du_hop",
    Words("Tỷ lệ đại biểu dự họp bình quân", "Mean attendance of delegates"),
    Words("tỷ lệ đại biểu dự, bình quân các kỳ họp", "share of delegates present, as a mean over the sessions"),
    None,
)
bao_cao_dai_bieu = share(
    "bao_cao_dai_bieu",
    Words("Tỷ lệ đại biểu có báo cáo năm", "Share of delegates with a yearly report"),
    Words("đại biểu có báo cáo năm", "delegates with a yearly report"),
    DELEGATES,
)
tap_huan = share(
    "tap_huan",
    Words("Tỷ lệ dự lớp tập huấn của tỉnh", "Attendance at the province's training courses"),
    Words("dự lớp tập huấn của tỉnh", "attendance at the province's training courses"),
    None,
)
boi_duong = count("boi_duong", "Lần bồi dưỡng kỹ năng tại chỗ", "Skills courses held on the spot", TIMES)

# --- VII: reporting ---------------------------------------------------------------------------------------------------

bao_cao_loi = count(
    "bao_cao_loi",
    "Báo cáo chậm hoặc sai biểu mẫu",
    "Reports that were late or in the wrong form",
    Words("báo cáo", "reports"),
)
phoi_hop = level(
    "phoi_hop",
    "Phối hợp, cung cấp thông tin",
    "Cooperation and information",
    {
        "day_du": Words("đầy đủ, đúng hạn", "full and on time"),
        "cham_thieu": Words("chậm hoặc chưa đầy đủ", "late or incomplete"),
        "khong": Words("không thực hiện", "none"),
    },
)

# --- VIII: bonus ------------------------------------------------------------------------------------------------------

nhan_rong = yes("nhan_rong", "Mô hình được nhân rộng", "A model was taken up elsewhere")
khen_tinh = yes(
    "khen_tinh", "Được khen thưởng về đổi mới từ cấp tỉnh trở lên", "Commended for innovation by the province or above"
)
khen_hoi_nghi = yes("khen_hoi_nghi", "Được biểu dương tại hội nghị", "Commended at a conference")
giai_phap_so = level(
    "giai_phap_so",
    "Giải pháp số tự xây dựng",
    "Own digital solution",
    {
        "van_hanh": Words("đang vận hành", "running"),
        "thi_diem": Words("thí điểm", "pilot"),
        "khong": Words("không có giải pháp", "no solution"),
    },
)
nghi_quyet_chuyen_de = count(
    "nghi_quyet_chuyen_de", "Nghị quyết chuyên đề có kết quả", "Thematic resolutions with results", RESOLUTIONS
)

# --- IX: deductions (IX.1 reads nghi_quyet_sai, IX.3 reads bao_cao_loi) -----------------------------------------------

giam_sat_khong_xong = count(
    "giam_sat_khong_xong",
    "Cuộc giám sát chuyên đề không hoàn thành",
    "Thematic supervisions not completed",
    Words("cuộc", "supervisions"),
    excludes=Words("trường hợp chương trình đã được điều chỉnh", "where the programme was amended"),
)
diem_nong = count(
    "diem_nong",
    "Khiếu kiện đông người, điểm nóng đã xác định trách nhiệm",
    "Mass complaints and hot spots where responsibility is established",
    Words("vụ việc", "cases"),
    excludes=Words("vụ việc chưa xác định trách nhiệm", "cases where responsibility is not established"),
)
qua_han = count("qua_han", "Đơn thư, kiến nghị quá hạn", "Letters and petitions overdue", TIMES)
trai_chi_dao = count(
    "trai_chi_dao", "Lần không thực hiện chỉ đạo của tỉnh", "Directions of the province not followed", TIMES
)
dung_dau_ky_luat = yes("dung_dau_ky_luat", "Người đứng đầu bị kỷ luật", "The head was disciplined")
can_bo_ky_luat = count(
    "can_bo_ky_luat",
    "Đại biểu, công chức bị kỷ luật từ cảnh cáo",
    "Delegates and civil servants disciplined, from a warning up",
    Words("người", "people"),
)
khai_gian = level(
    "khai_gian",
    "Kê khai minh chứng không trung thực",
    "False evidence declared",
    {
        "khong": Words("không có", "none"),
        "lan_dau": Words("lần đầu", "for the first time"),
        "tai_pham": Words("tái phạm", "again"),
    },
)

# --- article 6 --------------------------------------------------------------------------------------------------------

chi_tieu_khong_dat = share(
    "chi_tieu_khong_dat",
    Words(
        "Tỷ lệ chỉ tiêu kinh tế - xã hội chủ yếu không đạt do chủ quan",
        "Share of main socio-economic targets missed through own fault",
    ),
    Words("chỉ tiêu không đạt do nguyên nhân chủ quan", "targets missed through own fault"),
    Words("chỉ tiêu kinh tế - xã hội chủ yếu", "main socio-economic targets"),
)
giam_sat_chi_tieu = yes(
    "giam_sat_chi_tieu",
    "Hội đồng đã giám sát việc thực hiện chỉ tiêu",
    "The council took supervisory action on the targets",
)
