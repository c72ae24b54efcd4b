"""Exchange as tables: one CSV each for loops, stories, interviews, evidence and decisions.

They lie in a ZIP or in a folder. A first row names the columns, in any order; a column that is
left out is empty. Cells are guarded against formulas; `cells` says how, and takes the guard off.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from committee.domain.ladder import Ladder
from committee.errors import FileError

from .cells import plain_text, safe_cell
from .complaints import unknown
from .exchange import FORMAT, MOST_BYTES, VERSION, Loop, checked_loops, exchange_json
from .exchange_tables import TABLES, Row, flat, nested
from .text import decode, refuse_odd_characters


def exchange_zip(loops: list[Loop]) -> bytes:
    """Loops as a ZIP of CSV tables; the same loops give the same bytes."""
    plain = json.loads(exchange_json(loops))["loops"]
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, rows in flat(plain).items():
            info = ZipInfo(f"{name}.csv")
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, _csv(name, rows))
    return held.getvalue()


def read_tables(path: Path, ladder: Ladder, policy: str | None = None) -> list[Loop]:
    """The loops in a folder or a ZIP of CSV tables; FileError with table and row."""
    texts = _in_folder(path) if path.is_dir() else _in_zip(path)
    tables = {name: _rows(name, texts.get(name, ""), f"{path}, {name}.csv") for name in TABLES}
    if not tables["loops"]:
        raise FileError("there are no loops.", where=f"{path}, loops.csv", remedy="Add the table.")
    data = {"format": FORMAT, "version": VERSION, "loops": nested(tables, str(path))}
    return checked_loops(data, str(path), ladder, policy)


def _csv(name: str, rows: Iterable[Row]) -> str:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    columns = TABLES[name]
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            safe_cell(column.write(row[key])) if key in row else ""
            for key, column in columns.items()
        )
    return held.getvalue()


def _rows(name: str, text: str, where: str) -> list[Row]:
    refuse_odd_characters(text, where)
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = next(reader, [])
        for found in heading:
            if found not in TABLES[name]:
                said, remedy = unknown("the column", found, TABLES[name])
                raise FileError(said, where=where, remedy=remedy)
        rows = []
        for number, cells in enumerate(reader, start=2):
            if len(cells) > len(heading):
                raise FileError(
                    f"{len(cells)} cells stand under {len(heading)} headings.",
                    where=f"{where}, row {number}",
                    remedy="Put a cell that holds a comma in quotation marks.",
                )
            rows.append(_row(name, heading, cells, f"{where}, row {number}"))
    except csv.Error as error:
        raise FileError(
            f"this is not CSV: {error}.", where=where, remedy="Export it anew."
        ) from error
    return [row for row in rows if row]


def _row(name: str, heading: list[str], cells: list[str], where: str) -> Row:
    row = {}
    for key, cell in zip(heading, map(plain_text, cells), strict=False):
        try:
            if cell:
                row[key] = TABLES[name][key].read(cell)
        except ValueError as error:
            raise FileError(
                f"the cell can't be read: {error}.", where=f"{where}, {key}", remedy="Mend it."
            ) from error
    return row


def _in_folder(path: Path) -> dict[str, str]:
    files = {name: path / f"{name}.csv" for name in TABLES}
    return {
        name: decode(file.read_bytes(), str(file), MOST_BYTES)
        for name, file in files.items()
        if file.is_file()
    }


def _in_zip(path: Path) -> dict[str, str]:
    try:
        with ZipFile(path) as archive:
            files = [each for each in archive.infolist() if each.filename[:-4] in TABLES]
            if sum(each.file_size for each in files) > MOST_BYTES:
                raise FileError("the tables are too large.", where=str(path), remedy="Split them.")
            return {
                each.filename[:-4]: decode(
                    archive.read(each), f"{path}, {each.filename}", MOST_BYTES
                )
                for each in files
            }
    except (OSError, BadZipFile) as error:
        raise FileError(
            f"can't be read as a ZIP ({error}).", where=str(path), remedy="Export it anew."
        ) from error
