"""`emulscore gains` and `emulscore reach`: what raises a total, and the cheapest way to one."""

from __future__ import annotations

import json

import pytest

from emulscore.cli import main

ANNEX = "nga-nam-2023"


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) == 0
    return " ".join(capsys.readouterr().out.split())


class TestGains:
    """`emulscore gains`."""

    def test_the_annex_can_gain_in_two_rows(self, annex: str, capsys: pytest.CaptureFixture[str]) -> None:
        """With 8 for row 15 the total is 98,52; 6 × 75,75% rounds to 4,55, 6 × 99,92% to 6, 10 × 99,95% to 10."""
        assert main(["gains", ANNEX, annex, "--all", "--set", "tieu_chi_15=8", "--json"]) == 0
        found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert (found["scheme"], found["unit"], found["period"], found["total"]) == (
            ANNEX,
            "Thị xã Ngã Năm",
            "2023",
            "98.52",
        )
        steps = [(one["fact"], one["next"], one["full"]) for one in found["gains"] if one["next"] is not None]
        assert [(name, near["gain"], near["text"], full["total"], full["text"]) for name, near, full in steps] == [
            ("dan_vneid", "0.01", "từ 75,7% lên 75,75%", "99.98", "từ 75,7% lên 99,92%"),
            ("dung_han", "0.01", "từ 99,8% lên 99,85%", "98.54", "từ 99,8% lên 99,95%"),
        ]
        assert len(found["gains"]) == 20
        assert [(row["row"], row["points"], row["code"]) for row in found["lost"]] == [
            ("12", "1.46", "ratio"),
            ("8", "0.02", "ratio"),
        ]
        assert found["lost"][0]["why"][0] == "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm."

    def test_every_kind_is_said_in_its_own_words(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """One dossier more is 0,24; the report by 15/01/2026 is one month late; a level is named by its label."""
        out = printed(capsys, "gains", *village, "--all")
        assert "THI ĐUA CỦA XÃ A" not in out
        assert "Thi đua của xã A Thôn 1" in out
        for text in (
            "hoàn thành chậm nhất ngày 15/01/2026 (trễ 1 tháng, thay vì trễ 2 tháng)",
            "hoàn thành chậm nhất ngày 15/12/2025 (đúng hạn, thay vì trễ 2 tháng)",
            "từ “cao đẳng” thành “đại học”; tổng điểm 22,52.",
            "trong 50 hồ sơ, thêm 1; tổng điểm 21,76.",
            "trong 50 hồ sơ, thêm 2; tổng điểm 22.",
            "Hiện nay: 48/50.",
            "Tiêu chí 2. Gửi báo cáo năm: mất 2 điểm [late_penalty]: Trễ 2 tháng × 1 điểm/tháng: trừ 2; còn 6/8 điểm.",
        ):
            assert text in out
        assert out.index("Báo cáo năm") < out.index("Nhân sự") < out.index("Hồ sơ đúng hạn")
        assert "dai_hoc" not in out

    def test_it_speaks_english(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """The same in English, days as year-month-day and singular nouns where they belong."""
        out = printed(capsys, "gains", *village, "--all", "--lang", "en")
        for text in (
            "done by 2026-01-15 at the latest (late by 1 month instead of late by 2 months)",
            "from “college” to “university”; total 22.52.",
            "of 50 dossiers, 1 more; total 21.76.",
            "1 point lost [tiered]",
        ):
            assert text in out

    def test_a_range_bounds_what_a_figure_can_give(
        self, village: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Up to 98% of 50 is one dossier more; up to one month late is one point more; the other figures stay."""
        argv = ["gains", *village, "--open", "ho_so=96%..98%", "--open", "bao_cao=1..2", "--json"]
        assert main(argv) == 0
        found = json.loads(capsys.readouterr().out)
        assert [(one["fact"], one["full"]["change"], one["full"]["gain"]) for one in found["gains"]] == [
            ("bao_cao", -1, "1.00"),
            ("ho_so", 1, "0.24"),
        ]
        assert found["gains"][1]["full"]["out_of"] == 50

    def test_what_cannot_give_more_is_listed(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """With every dossier on time there is nothing more to gain from them, which is said and not left out."""
        out = printed(capsys, "gains", *village, "--open", "ho_so", "--set", "ho_so=50/50")
        assert "Không tăng thêm được điểm nào (1) - Hồ sơ đúng hạn" in out

    def test_a_figure_can_be_tried(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """--set takes two days for a lateness: done a day late is 1 month begun, 7 of 8; the file is left alone."""
        argv = ["gains", *village, "--open", "bao_cao", "--set", "bao_cao=15/12/2025..16/12/2025", "--json"]
        assert main(argv) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["total"] == "22.52"
        assert found["gains"][0]["next"]["before"] == {"months_begun": 1}

    def test_missing_figures_are_named_with_the_range(self, annex: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Row 15 is unknown: no gains, but what is missing, the range of the total, and how to try a value."""
        assert main(["gains", ANNEX, annex, "--all"]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert "90,52 đến 98,52" in said.err
        assert "[tieu_chi_15]" in said.err
        assert "--set tieu_chi_15=GIÁ_TRỊ" in said.err

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ([], "chưa nói số liệu nào được thay đổi: thêm --open SỐ_LIỆU (ho_so, bao_cao, nhan_su) hoặc --all"),
            (["--open", "ho_sp"], "không có số liệu “ho_sp”, có phải “ho_so”?"),
            (["--open", "ho_so=90%..120%"], "[share-out-of-range] số liệu “ho_so”, đã cho “120%”"),
            (["--open", "nhan_su=gioi"], "[unknown-level] số liệu “nhan_su”"),
            (["--all", "--set", "ho_so"], "thiếu giá trị: ho_so"),
            (["--all", "--set", "bao_cao=hom_qua"], "[not-a-lateness]"),
        ],
    )
    def test_wrong_words_are_code_2(
        self, words: list[str], said: str, village: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What may change has to be said, and said in words that the facts can read."""
        assert main(["gains", *village, *words]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert said in told.err


class TestReach:
    """`emulscore reach`."""

    def test_the_cheapest_way_is_one_change(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """From 21,52 to 23: two months (2 steps, +2) beat one month and two dossiers (3 steps, +1,48)."""
        assert main(["reach", *village, "--total", "23", "--open", "ho_so", "--open", "bao_cao", "--json"]) == 0
        found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert {key: found[key] for key in ("goal", "before", "total", "reached", "cost", "grade", "left_out")} == {
            "goal": "23",
            "before": "21.52",
            "total": "23.52",
            "reached": True,
            "cost": "2",
            "grade": None,
            "left_out": [],
        }
        assert [(move["fact"], move["change"], move["after"]) for move in found["moves"]] == [
            ("bao_cao", -2, {"months_begun": 0})
        ]

    def test_costs_change_the_way(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """With 5 for a month: one month and two dossiers cost 7 and give exactly 23; two months would cost 10."""
        out = printed(capsys, "reach", *village, "--total", "23", "--all", "--cost", "bao_cao=5", "--cost", "nhan_su=9")
        assert "CÁCH ĐẠT 23 ĐIỂM" in out
        assert "Cần: trong 50 hồ sơ, thêm 2." in out
        assert "Cần: hoàn thành chậm nhất ngày 15/01/2026 (trễ 1 tháng, thay vì trễ 2 tháng)." in out
        assert "Từ 21,52 thành 23." in out
        assert "Chi phí của các thay đổi: 7; không cách nào rẻ hơn." in out

    def test_a_grade_is_a_goal(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """“Tốt” begins at 24: everything (0,48 + 2 + 1) gives 25; the report and the level alone give 24,52."""
        argv = ["reach", *village, "--grade", "tot", "--all", "--json"]
        assert main(argv) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["goal"], found["grade"]["id"], found["total"], found["cost"]) == ("24", "tot", "24.52", "3")
        out = printed(capsys, "reach", *village, "--grade", "tốt", "--all")
        assert "CÁCH ĐẠT 24 ĐIỂM" in out
        assert "Mục tiêu: xếp loại Tốt" in out

    def test_as_few_rows_as_possible(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """22,5 needs one point more: the report or the level, each one row, the report first in the scheme."""
        assert main(["reach", *village, "--total", "22,5", "--all", "--fewest-rows", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["cost"], [move["fact"] for move in found["moves"]]) == ("1", ["bao_cao"])

    def test_out_of_reach_is_said_and_is_no_error(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Dossiers alone give 0,48: 22 is the most, and that is what the plan reaches."""
        out = printed(capsys, "reach", *village, "--total", "25", "--open", "ho_so")
        assert "Không đạt được 25 điểm bằng những số liệu được thay đổi; nhiều nhất là 22 điểm." in out
        assert "trong 50 hồ sơ, thêm 2" in out

    def test_a_goal_may_be_a_fraction(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """65/3 = 21,666… is passed by one dossier more, 21,76; it is said as it was given."""
        out = printed(capsys, "reach", *village, "--total", "65/3", "--open", "ho_so")
        assert "CÁCH ĐẠT 65/3 ĐIỂM" in out
        assert "Từ 21,52 thành 21,76." in out

    def test_already_there(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """21 is below 21,52: nothing has to change."""
        assert "Đã đạt mà không cần thay đổi gì." in printed(capsys, "reach", *village, "--total", "21", "--all")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--all"], "cần đúng một trong hai: --total ĐIỂM hoặc --grade MỨC"),
            (["--all", "--total", "9", "--grade", "tot"], "cần đúng một trong hai"),
            (["--all", "--grade", "gioi"], "không có mức xếp loại “gioi”, một trong: tot, kha"),
            (["--all", "--total", "chín"], "đã cho “chín”"),
            (["--all", "--total", "23", "--cost", "ho_so=rẻ"], "số liệu “ho_so”, đã cho “rẻ”"),
            (["--all", "--total", "23", "--cost", "ho_so=-1"], "[negative] số liệu “ho_so”"),
            (["--all", "--total", "23", "--cost", "ho_so"], "thiếu giá trị: ho_so"),
        ],
    )
    def test_wrong_words_are_code_2(
        self, words: list[str], said: str, village: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One goal, a number or a grade of the scheme; costs of 0 or more."""
        assert main(["reach", *village, *words]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert said in told.err
