import json
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.rolling_picture import drawn, main

REPORT = {
    "traces": [
        {"weeks": 4.0, "net_hours": {"greedy-8h": 10.0, "usual": 15.0, "none": 0.0}},
        {"weeks": 8.0, "net_hours": {"greedy-8h": 24.0, "usual": 38.0, "none": 0.0}},
    ]
}


def test_each_trace_has_a_dot_and_each_policy_a_mean() -> None:
    drawing = drawn(REPORT)

    assert drawing.body.count("<circle") == 4
    assert ">11.0<" in drawing.body
    assert ">17.0<" in drawing.body


def test_the_picture_is_a_file_that_stands_by_itself(tmp_path: Path) -> None:
    report, picture = tmp_path / "report.json", tmp_path / "rolling.svg"
    report.write_text(json.dumps(REPORT), "utf-8")

    code = main([str(report), str(picture)])

    assert code == 0
    assert ET.parse(picture).getroot().get("role") == "img"  # noqa: S314 - ours
