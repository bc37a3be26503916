"""The audit of a curriculum as text, JSON and CSV: tables with counts, and what is asked of the whole."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from checker.curriculum import CurriculumAnswer, Table, Tally

_SHAPES = {"met": "●", "not-met": "○", "needs-a-person": "◐", "not-applicable": "–"}
_WIDEST = 44
_FEW = 15


def audit_text(tally: Tally, tables: Sequence[Table], answers: Sequence[CurriculumAnswer], most: int = _FEW) -> str:
    """For people at a terminal: the first rows of each table, and how many there are."""
    parts = [_head(tally)]
    parts += [_answer_text(answer) for answer in answers if answer.outcome != "not-applicable"]
    parts += [_table_text(table, most) for table in tables]
    return "\n\n".join(parts) + "\n"


def _head(tally: Tally) -> str:
    return (
        f"{len(tally.units):,} units, {tally.lessons:,} lessons, {tally.words:,} words; "
        f"{len(tally.sources):,} sources; not checked: {tally.not_checked:,}"
    )


def _answer_text(answer: CurriculumAnswer) -> str:
    preview = " (preview)" if answer.is_preview else ""
    lines = [f"{_SHAPES[answer.outcome]} {answer.message}  [{answer.outcome}: {answer.rule}{preview}]"]
    if answer.places:
        lines.append("    begin at " + ", ".join(f"{path}:{line}" for path, line in answer.places))
    if answer.question:
        lines.append(f"    Ask: {answer.question}")
    if answer.next_step:
        lines.append(f"    Next: {answer.next_step}")
    return "\n".join(lines)


def _table_text(table: Table, most: int) -> str:
    lines = [table.title.upper(), *([table.note] if table.note else [])]
    if not table.rows:
        return "\n".join([*lines, "  (nothing found)"])
    shown = [table.columns, *table.rows[:most]]
    cells = [[_cell(value) for value in row] for row in shown]
    widths = [max(len(row[at]) for row in cells) for at in range(len(table.columns))]
    lines += [
        "  " + "  ".join(_set(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    ]
    if len(table.rows) > most:
        lines.append(f"  … {len(table.rows) - most:,} more")
    return "\n".join(lines)


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:,}" if isinstance(value, int) and value > 9999 else str(value)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _set(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.replace(",", "").replace(".", "").isdigit() else cell.ljust(width)


def audit_rows(tally: Tally, tables: Sequence[Table], answers: Sequence[CurriculumAnswer]) -> dict[str, Any]:
    """For programs: the whole of it."""
    return {
        "units": len(tally.units),
        "lessons": tally.lessons,
        "words": tally.words,
        "not_checked": tally.not_checked,
        "findings": [answer_row(answer) for answer in answers],
        "tables": [table_row(table) for table in tables],
    }


def table_row(table: Table) -> dict[str, Any]:
    """One table: its rows as objects."""
    return {
        "id": table.id,
        "title": table.title,
        "note": table.note,
        "columns": list(table.columns),
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
    }


def answer_row(answer: CurriculumAnswer) -> dict[str, Any]:
    """What one rule says of the whole."""
    return {
        "rule": answer.rule,
        "outcome": answer.outcome.value,
        "severity": answer.severity.value,
        "preview": answer.is_preview,
        "message": answer.message,
        "next_step": answer.next_step,
        "question": answer.question,
        "places": [{"path": path, "line": line} for path, line in answer.places],
    }


def table_csv(table: Table) -> str:
    """One table for a spreadsheet; a cell that a spreadsheet would compute is kept as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(value) for value in row] for row in table.rows)
    return out.getvalue()


def audit_csv(tables: Sequence[Table]) -> str:
    """All tables as one: a column names the table, another the column, so that one file holds them all."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("table", "row", "column", "value"))
    for table in tables:
        for number, row in enumerate(table.rows, 1):
            for column, value in zip(table.columns, row, strict=True):
                writer.writerow((table.id, number, column, _safe(value)))
    return out.getvalue()


def _safe(value: object) -> object:
    """A text that begins as a formula does is quoted, so that a lesson cannot make a spreadsheet compute."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
