"""Exchange as tables: one CSV each for loops, stories, interviews, evidence and decisions.

They lie in a ZIP or in a folder. A first row names the columns, in any order; a column that is
left out is empty. Commas part the cells, or semicolons or tabs where the first row has those.
Cells are guarded against formulas; `cells` says how, and takes the guard off.
"""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from committee.domain.ladder import Ladder
from committee.errors import FileError
from committee.safe_files import unpacked

from .csv_cells import plain_text, safe_cell
from .exchange import FORMAT, MOST_BYTES, VERSION, Loop, checked_loops, exchange_json
from .exchange_columns import TABLES
from .exchange_tables import Numbered, Row, flat, nested
from .strict_text import decode, printable, read_bytes, refuse_odd_characters
from .validation_errors import unknown

LONGEST_CELL = 5_000_000
"""Characters: a snapshot is the longest text that a cell holds."""
SEPARATORS = ",;\t"


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


def read_tables(
    path: Path, ladder: Ladder, policy: str | None = None, *, ignore_unknown: bool = False
) -> tuple[list[Loop], tuple[str, ...]]:
    """The loops in a folder or a ZIP of CSV tables, and what was left out of them, in sentences.

    FileError with table and row; for tables and columns that are unknown too, unless they are to
    be ignored.
    """
    texts = _in_folder(path) if path.is_dir() else _in_zip(path)
    strange = sorted(texts.keys() - TABLES.keys())
    notes = [Unknown(str(path), "table", strange, tuple(TABLES))] if strange else []
    tables: dict[str, list[Numbered]] = {name: [] for name in TABLES}
    for name in (each for each in TABLES if each in texts):
        tables[name], columns = _rows(name, texts[name], f"{path}, {name}.csv")
        notes += [Unknown(f"{path}, {name}.csv", "column", columns, tuple(TABLES[name]))]
    notes = [note for note in notes if note.names]
    if notes and not ignore_unknown:
        raise notes[0].refused
    if not tables["loops"]:
        raise FileError("there are no loops.", where=f"{path}, loops.csv", remedy="Add the table.")
    found = nested(tables)
    data = {"format": FORMAT, "version": VERSION, "loops": found.loops}
    loops = checked_loops(data, str(path), ladder, policy, found.place)
    return loops, tuple(note.ignored for note in notes)


@dataclass(frozen=True)
class Unknown:
    """Tables or columns that aren't ours."""

    where: str
    what: str
    names: list[str]
    known: tuple[str, ...]

    @property
    def refused(self) -> FileError:
        """That they are unknown, and what to do."""
        found, remedy = unknown(f"the {self.what}", self.names[0], self.known)
        if self.names[1:]:
            found = f"{found.removesuffix('.')}, and {self._listed(self.names[1:])}."
        remedy += " Rename it, or leave what is unknown out with --ignore-unknown."
        return FileError(found, where=self.where, remedy=remedy)

    @property
    def ignored(self) -> str:
        """That they were left out."""
        return f"{self.where}: ignored {self.what} {self._listed(self.names)}."

    def _listed(self, names: list[str]) -> str:
        return ", ".join(f"“{printable(name)}”" for name in names)


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


def _rows(name: str, text: str, where: str) -> tuple[list[Numbered], list[str]]:
    """The rows of a table that hold something, and its headings that are unknown."""
    refuse_odd_characters(text, where)
    csv.field_size_limit(LONGEST_CELL)
    mark = _separator(text.partition("\n")[0], name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
    try:
        heading = [_plain(cell) for cell in next(reader, [])]
        _refuse_heading(name, heading, where)
        rows = [
            (number, _row(name, heading, cells, f"{where}, row {number}"))
            for number, cells in enumerate(reader, start=2)
        ]
    except csv.Error as error:
        raise FileError(
            f"this is not CSV: {error}.", where=where, remedy="Export it anew."
        ) from error
    unknown = [found for found in heading if found and found not in TABLES[name]]
    return [(number, row) for number, row in rows if row], unknown


def _separator(first: str, name: str) -> str:
    """What parts the cells: whichever of three marks makes most known columns of the first row."""

    def known(mark: str) -> int:
        cells = next(csv.reader([first], delimiter=mark), [])
        return sum(_plain(cell) in TABLES[name] for cell in cells)

    return max(SEPARATORS, key=known)


def _plain(heading: str) -> str:
    """A heading as columns are called: whatever its case, with underscores."""
    return re.sub(r"[\s-]+", "_", plain_text(heading).strip().casefold())


def _refuse_heading(name: str, heading: list[str], where: str) -> None:
    if heading and not set(heading) & TABLES[name].keys():
        raise FileError(
            "its first row names no column that is known.",
            where=where,
            remedy=f"Known are {', '.join(TABLES[name])}; commas, semicolons or tabs part them.",
        )
    for found in heading:
        if found and heading.count(found) > 1:
            raise FileError(
                f"the column “{printable(found)}” stands there more than once.",
                where=where,
                remedy="Leave one of them.",
            )


def _row(name: str, heading: list[str], cells: list[str], where: str) -> Row:
    """The values of a row; what stands in unknown columns isn't read."""
    row = {}
    under = [*heading, *[""] * (len(cells) - len(heading))]
    for key, cell in zip(under, map(plain_text, cells), strict=False):
        if cell and not key:
            raise FileError(
                f"{len(cells)} cells stand under {len(heading)} headings.",
                where=where,
                remedy="Put a cell that holds the separator in quotation marks.",
            )
        if not cell or key not in TABLES[name]:
            continue
        try:
            row[key] = TABLES[name][key].read(cell)
        except ValueError as error:
            raise FileError(
                f"found “{printable(cell)}”.",
                where=f"{where}, {key}",
                remedy=f"Expected {error}.",
            ) from error
    return row


def _in_folder(path: Path) -> dict[str, str]:
    """The text of each table by its name, whatever the case that the file is called in."""
    files = [each for each in path.iterdir() if each.suffix.lower() == ".csv" and each.is_file()]
    return {
        each.stem.casefold(): decode(read_bytes(each, MOST_BYTES), str(each), MOST_BYTES)
        for each in sorted(files)
    }


def _in_zip(path: Path) -> dict[str, str]:
    with unpacked(path, MOST_BYTES) as archive:
        return {
            each.filename[:-4].casefold(): decode(
                archive.read(each), f"{path}, {each.filename}", MOST_BYTES
            )
            for each in archive.infolist()
            if _is_table(each.filename)
        }


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv") and "/" not in name
