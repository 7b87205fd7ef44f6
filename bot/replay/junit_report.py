"""The results as JUnit XML: one suite a folder, one case a transcript."""
from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET


def as_junit(data: dict[str, Any]) -> str:
    """The XML of a run (the data of `report.as_data`). Holds no time, so the same run gives the same bytes."""
    root = ET.Element("testsuites", name="waymark replay")

    def folder(one: dict[str, Any]) -> str:
        return PurePosixPath(one["file"]).parent.as_posix()

    for name, group in groupby(sorted(data["transcripts"], key=lambda one: (folder(one), one["id"])), folder):
        cases = list(group)
        failures = sum(not one["passed"] for one in cases)
        suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(cases)), failures=str(failures), errors="0")
        for one in cases:
            case = ET.SubElement(suite, "testcase", classname=name, name=f"{one['title']} ({PurePosixPath(one['id']).name})", file=one["file"])
            for turn in one["turns"]:
                for finding in turn["broken"] + turn["missed"]:
                    kind = "promise" if finding in turn["broken"] else "expectation"
                    failure = ET.SubElement(case, "failure", type=kind, message=_plain(f"step {turn['turn']}: {finding['check']}"))
                    layer = f"\ndecided by {turn['decision']['layer']}" if turn["decision"] else ""
                    why = f"\nbecause {finding['why']}" if finding["why"] else ""
                    failure.text = _plain(f"{turn['file']}:{turn['line']}\nexpected {finding['expected']}\ngot {finding['got']}{why}{layer}")
    if data["faults"]:
        suite = ET.SubElement(root, "testsuite", name="files that cannot be read", tests=str(len(data["faults"])), failures="0", errors=str(len(data["faults"])))
        for fault in data["faults"]:
            case = ET.SubElement(suite, "testcase", classname="files that cannot be read", name=f"{fault['file']}:{fault['line']}")
            ET.SubElement(case, "error", message=_plain(fault["what"])).text = _plain(fault["remedy"])
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _plain(text: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)
