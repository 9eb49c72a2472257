"""Tables of drawn pages: Camelot's grid, the words in it, what stands around it, and continuation over pages."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from disclosure.page import Word
from disclosure.table import Table
from extractors.tables import read_tables
from tests.extractors.drawing import HEIGHT, across, centred, down, fill, page, pdf, ruled, word

XS = [60.0, 240.0, 330.0, 420.0, 520.0]
YS = [140.0 + 20 * k for k in range(7)]
ROWS = [
    ["科目名称", "合计", "基本支出", "项目支出"],
    ["栏次", "1", "2", "3"],
    ["合计", "12.50", "10.00", "2.50"],
    ["社会保障和就业支出", "8.50", "6.00", "2.50"],
    ["卫生健康支出", "4.00", "4.00", ""],
    ["住房保障支出", "", "", ""],
]
ABOVE = [
    centred("支出决算表", 290, 80, 14),
    word("公开03表", 480, 105),
    word("部门：示例单位", 60, 125),
    word("单位：万元", 470, 125),
]


def read(words: list[Word], rules: list[object]) -> tuple[Table, ...]:
    one = page(1, words)
    return read_tables(pdf([one], [rules]), [one])  # type: ignore[list-item]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "?" for cell in row] for row in table.grid()]


def test_a_ruled_table_with_title_unit_and_note() -> None:
    words = [*ABOVE, *fill(XS, YS, ROWS), word("注：本表反映支出。", 70, YS[-1] + 15)]
    (table,) = read(words, ruled(XS, YS))
    assert texts(table) == ROWS
    assert (table.title, table.unit, table.header_rows, table.id) == ("支出决算表", "万元", 2, "t1")
    assert table.notes == ("注：本表反映支出。",)
    assert table.confidence > 0.95
    amount = next(cell for cell in table.cells if cell.text == "8.50")
    assert abs(amount.box.x0 - XS[1]) < 1.5 and abs(amount.box.y1 - YS[4]) < 1.5


def test_a_three_line_table_gets_its_rows_and_columns_from_the_words() -> None:
    rules = [across(y, XS[0], XS[-1]) for y in (YS[0], YS[1], YS[-1])]
    (table,) = read([*ABOVE, *fill(XS, YS, ROWS)], rules)
    assert texts(table) == ROWS
    assert (table.title, table.unit, table.header_rows) == ("支出决算表", "万元", 2)
    assert table.confidence < 0.95


def test_a_missing_rule_is_a_merged_cell() -> None:
    rules = [
        *(across(y, XS[0], XS[-1]) for y in (YS[0], YS[2], YS[3])),
        across(YS[1], XS[1], XS[3]),
        *(down(x, YS[0], YS[3]) for x in (XS[0], XS[1], XS[3], XS[4])),
        down(XS[2], YS[1], YS[3]),
    ]
    words = [
        centred("科目", 150, YS[1]),
        centred("本年支出", 330, YS[0] + 10),
        centred("合计", 470, YS[1]),
        *fill(XS, YS, [[], ["", "基本", "项目"], ["行政运行", "1.00", "2.00", "3.00"]]),
    ]
    (table,) = read(words, rules)
    spans = {cell.text: (cell.row_span, cell.col_span) for cell in table.cells}
    assert spans["科目"] == (2, 1) and spans["本年支出"] == (1, 2) and spans["合计"] == (2, 1)
    assert table.header_rows == 2


def test_a_word_over_a_border_is_cut_there() -> None:
    rows = [*ROWS[:3], ["", "", "6.00", "2.50"]]
    words = [*fill(XS, YS[:5], rows), Word("社会保障支出8.50", word("社会保障支出8.50", 181.5, YS[3] + 10).box, 0.8)]
    (table,) = read(words, ruled(XS, YS[:5]))
    assert texts(table)[3] == ["社会保障支出", "8.50", "6.00", "2.50"]
    assert min(cell.confidence for cell in table.cells if cell.row == 3) < 0.85


def test_numbers_of_two_lines_stay_two_numbers() -> None:
    words = [*fill(XS, YS[:4], ROWS[:3]), centred("31.5", 375, YS[1] + 5), centred("27.1", 375, YS[1] + 15)]
    words = [w for w in words if w.text != "2"]
    (table,) = read(words, ruled(XS, YS[:4]))
    assert texts(table)[1][2] == "31.5 27.1"


def test_a_table_goes_on_over_pages_without_its_repeated_header() -> None:
    one = page(1, [*ABOVE, *fill(XS, YS, ROWS)])
    two = page(2, [*fill(XS, YS, [*ROWS[:1], *ROWS[3:]]), centred("2", 297, HEIGHT - 30)])
    three = page(3, fill(XS, YS[:3], ROWS[3:5]))
    (table,) = read_tables(pdf([one, two, three], [ruled(XS, YS), ruled(XS, YS[:5]), ruled(XS, YS[:3])]), [one, two, three])
    assert table.pages == (1, 2, 3)
    assert texts(table) == [*ROWS, *ROWS[3:], *ROWS[3:5]]
    assert [cell.page for cell in table.cells if cell.col == 0] == [1] * 6 + [2] * 3 + [3] * 2


def test_specks_before_a_title_are_no_part_of_it() -> None:
    specked = [centred("—f一般公共预算财政拨款支出决算表", 290, 80, 14), *ABOVE[1:]]
    (table,) = read([*specked, *fill(XS, YS, ROWS)], ruled(XS, YS))
    assert table.title == "一般公共预算财政拨款支出决算表"


def test_tables_of_one_shape_with_their_own_titles_stay_apart() -> None:
    one = page(1, [*ABOVE, *fill(XS, YS, ROWS)])
    two = page(2, [centred("收入决算表", 290, 80, 14), *fill(XS, YS, ROWS)])
    tables = read_tables(pdf([one, two], [ruled(XS, YS)] * 2), [one, two])
    assert [table.title for table in tables] == ["支出决算表", "收入决算表"]


def test_a_title_that_bears_its_unit() -> None:
    words = [centred("支出预算总表（单位：元）", 290, 110, 12), *fill(XS, YS, ROWS)]
    (table,) = read(words, ruled(XS, YS))
    assert (table.title, table.unit) == ("支出预算总表", "元")


def test_no_unit_is_none() -> None:
    (table,) = read([word("支出决算表", 260, 110), *fill(XS, YS, ROWS)], ruled(XS, YS))
    assert table.unit is None


def test_a_frame_around_prose_is_no_table() -> None:
    prose = [word("本单位按照预算执行各项支出并按时公开", 80, 160 + 16 * k) for k in range(12)]
    assert read(prose, ruled([60, 520], [140, 360])) == ()


def test_a_bar_chart_is_no_table() -> None:
    words = [*(word(str(500 * k), 70, 340 - 40 * k) for k in range(4)), word("2022年", 180, 360), word("2023年", 330, 360)]
    rules = [*ruled([60, 520], [180, 375]), *(across(340 - 40 * k, 100, 500) for k in range(4))]
    assert read(words, rules) == ()


def test_a_page_of_prose_under_a_running_head_is_no_table() -> None:
    prose = [word("一、收入支出决算总体情况说明" * 3, 70, 160 + 18 * k) for k in range(20)]
    assert read([word("示例单位2022年度部门决算", 70, 60), *prose], [across(70, 60, 535), across(780, 60, 535)]) == ()


def test_an_empty_form_is_still_a_table() -> None:
    ys = [140.0 + 20 * k for k in range(22)]
    (table,) = read([*ABOVE, *fill(XS, ys, ROWS[:1])], ruled(XS, ys))
    assert table.shape == (21, 4)
    assert table.header_rows == 1


def test_no_words_no_tables() -> None:
    assert read_tables(pdf([page(1, [])], [ruled(XS, YS)]), [page(1, [])]) == ()


def test_two_three_line_tables_under_each_other() -> None:
    lower = [y + 230 for y in YS]
    words = [*ABOVE, *fill(XS, YS, ROWS), centred("收入决算表", 290, YS[-1] + 45, 14), *fill(XS, lower, ROWS)]
    rules = [across(y, XS[0], XS[-1]) for y in (YS[0], YS[1], YS[-1], lower[0], lower[1], lower[-1])]
    assert [(t.title, texts(t)) for t in read(words, rules)] == [("支出决算表", ROWS), ("收入决算表", ROWS)]


def test_a_table_without_rules_needs_a_caption() -> None:
    cells = fill(XS, YS, ROWS)
    (table,) = read([*ABOVE, *cells], [across(60, 60, 530)])
    assert texts(table) == ROWS[:5]
    assert table.confidence < 0.9
    assert read([word("各科目如下", 60, 120), *cells], [across(60, 60, 530)]) == ()


def test_a_title_and_captions_inside_the_frame() -> None:
    ys = [100.0 + 20 * k for k in range(9)]
    rules = [*(across(y, XS[0], XS[-1]) for y in ys), *(down(x, ys[0], ys[-1]) for x in (XS[0], XS[-1]))]
    rules += [down(x, ys[2], ys[-1]) for x in XS[1:-1]]
    words = [centred("支出决算表", 290, 110, 12), word("编制单位：示例局", 62, 130), word("金额单位：元", 450, 130)]
    (table,) = read([*words, *fill(XS, ys[2:], ROWS)], rules)
    assert (table.title, table.unit, table.header_rows) == ("支出决算表", "元", 4)


def test_wrapped_labels_of_a_three_line_table_keep_their_figures() -> None:
    labels = [["机关运行经费支出"], ["机关事业单位基本养老保险缴费", "支出和职业年金缴费支出合计"], ["住房公积金"]]
    words, y = [*ABOVE, *fill(XS, [140, 156], ROWS[:1])], 156.0
    for k, label in enumerate(labels):
        middle = y + (11 * len(label) + 4) / 2
        words += [word(part, 62, middle + 11 * (j - (len(label) - 1) / 2)) for j, part in enumerate(label)]
        words += [word(f"{k + 1}{c}.50", XS[c + 1] - 30, middle) for c in (1, 3)]
        y += 11 * len(label) + 4
    (table,) = read(words, [across(v, XS[0], XS[-1]) for v in (140, 156, y)])
    assert [[row[0], row[1], row[3]] for row in texts(table)[1:]] == [
        ["".join(label), f"{k + 1}1.50", f"{k + 1}3.50"] for k, label in enumerate(labels)
    ]


def test_a_rule_that_runs_on_into_the_text_above_makes_no_row() -> None:
    rules = [*ruled(XS, YS), down(XS[1], YS[0] - 20, YS[0])]
    (table,) = read([word("支出情况评分如下：", 200, YS[0] - 10), *fill(XS, YS, ROWS)], rules)
    assert texts(table) == ROWS


def test_a_form_of_labels_and_values_has_no_header() -> None:
    xs = [60.0, 150.0, 240.0, 330.0, 420.0, 520.0]
    ys = [140.0 + 20 * k for k in range(10)]
    rows = [
        ["项目名称", "设备购置", "主管部门", "示例局", ""],
        ["资金", "年初预算数", "全年预算数", "全年执行数", "得分"],
        ["总额", "10.00", "9.00", "9.00", "10"],
        ["财政拨款", "10.00", "9.00", "9.00", ""],
        ["一级指标", "二级指标", "三级指标", "指标值", "得分"],
        *([f"产出{k}", "数量", "购置台数", "12台", "10"] for k in range(4)),
    ]
    (table,) = read(fill(xs, ys, rows), ruled(xs, ys))
    assert table.header_rows == 0


def test_a_cropped_and_an_encrypted_page() -> None:
    one = page(1, [*ABOVE, *fill(XS, YS, ROWS)])
    with pikepdf.open(BytesIO(pdf([one], [ruled(XS, YS)]))) as document:
        sheet = document.pages[0]
        sheet.contents_add(b"q 1 0 0 1 40 30 cm", prepend=True)
        sheet.contents_add(b"Q")
        sheet.mediabox, sheet.cropbox = [0, 0, 700, 1000], [40, 30, 635, 872]
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(extract=False)))
    (table,) = read_tables(out.getvalue(), [one])
    assert texts(table) == ROWS


def test_headings_beside_the_total_leave_the_total_in_the_body() -> None:
    xs, ys = [60.0, 100.0, 140.0, 300.0, 420.0, 520.0], [140.0 + 20 * k for k in range(5)]
    rules = [across(ys[0], 60, 520), across(ys[1], 60, 140), *(across(y, 60, 520) for y in ys[2:])]
    rules[1] = across(ys[1], 60, 520)
    rules += [*(down(x, ys[0], ys[-1]) for x in (60, 140, 300, 420, 520)), down(100, ys[1], ys[-1])]
    words = [centred("科目编码", 100, ys[0] + 10), *fill(xs, ys, [["", "", "科目名称", "合计", "基本支出"]])]
    words += fill(
        xs,
        ys[1:],
        [["类", "款", "合计", "3.00", "3.00"], ["208", "", "社会保障", "2.00", "2.00"], ["210", "", "卫生", "1.00", "1.00"]],
    )
    (table,) = read(words, rules)
    assert table.header_rows == 1
