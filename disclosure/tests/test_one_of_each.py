"""What the whole portal needs is written once: a second way of doing the same is found by its words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure.testing.servers import BASE_DIR

# What → its words, and the only modules that may have them.
ONE = {
    "csv writer": (r"\bcsv\.(writer|DictWriter)\b", {"disclosure/web/spreadsheet.py"}),
    "xlsx writer": (r"\bopenpyxl import Workbook\b|\bopenpyxl\.Workbook\b", {"disclosure/files/workbook.py"}),
    "docx writer": (r"\bfrom docx import\b|\bimport docx\b", {"disclosure/files/word.py"}),
    "guard against formulas": (r"def (un)?guarded\(text", {"disclosure/web/spreadsheet.py"}),
    "file to take away": (
        r"content_disposition_header",
        {"disclosure/files/serving.py"},
    ),
    "day in words": (r"\bmonth\}月|%m月", {"disclosure/web/day_words.py"}),
    "reader of whole numbers": (
        r"\.(isdecimal|isdigit|isnumeric)\(\)",
        {
            "disclosure/web/whole_numbers.py",
            # Other questions: full-width digits in a text, hours in the environment, a port, digits of a table cell.
            "disclosure/files/sensitive_data/plain.py",
            "disclosure/environment/readers.py",
            "catalog/directory/exchange/limit_rule.py",
            "disclosure/files/reading/read_docx.py",
            "feedback/intake/proof_of_work.py",
        },
    ),
    "day of a moment": (r"\blocaldate\((?!\))", {"disclosure/web/moments.py"}),
    "choice of several rows": (
        r"(= |class \w+\()forms\.ModelMultipleChoiceField",
        # The others by names, not by keys: of schemes, and of people as they are typed.
        {"disclosure/web/forms.py", "catalog/own_schemes/staff/compare_page.py", "disclosure/organizations/fields.py"},
    ),
    "demand of a text": (r"if not [\w.]+(\.strip\(\))?:\n +raise ValidationError\([^\n]*请[写填]", set()),
    "way to the superior": (
        r"def superior_of|line_paths\[-2\]|path__in=[\w.]*line_paths\[:-1\]",
        {"disclosure/organizations/models/directory.py"},
    ),
    "guard in the database": (r"RAISE EXCEPTION|RAISE\(ABORT", {"disclosure/audit/guard.py"}),
    "table of content types": (
        r"officedocument\.|[\"']application/pdf|[\"']text/csv",
        {"disclosure/files/kinds.py", "disclosure/web/spreadsheet.py", "disclosure/web/compression.py"},
    ),
}


def modules() -> Iterator[Path]:
    """What runs; a test may write down by hand what it expects, and make files as others do."""
    for root in ("catalog", "disclosure", "feedback"):
        for path in (BASE_DIR / root).rglob("*.py"):
            if not {"tests", "testing", "migrations"} & set(path.relative_to(BASE_DIR).parts):
                yield path


def scripts() -> Iterator[Path]:
    return (BASE_DIR / "static" / "js").glob("*.js")


def holders(words: str) -> set[str]:
    return {
        path.relative_to(BASE_DIR).as_posix()
        for path in modules()
        if re.search(words, path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("what", ONE)
def test_there_is_one_of_each(what):
    words, homes = ONE[what]
    found = holders(words)
    assert found <= homes, f"use the {what} that is there"
    assert bool(found) == bool(homes), "the words no longer find what they are for"


def test_one_script_lets_a_form_be_sent_once():
    assert [path.name for path in scripts() if "dataset.sent =" in path.read_text(encoding="utf-8")] == [
        "press_once.js"
    ]
