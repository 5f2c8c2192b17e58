"""A year as rows and back says the same, as a workbook and as CSV, whatever permitted edits made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from skpkit.judge.office import Office
from skpkit.sheets.assembling import assemble_rows
from skpkit.sheets.books import sheets_in
from skpkit.sheets.cells import RawCell
from skpkit.sheets.completing import SkpTold, complete, without_blanks
from skpkit.sheets.matching import differences
from skpkit.sheets.spreading import Rows, SpreadRecord, rows_of
from skpkit.sheets.workbook import as_csv, workbook
from skpkit.source.schemas import SKP
from skpkit.source.yamlfile import read
from tests.support.bending import reworded
from tests.support.memory import MemoryTree
from tests.support.year import Moment, examples, offices


def spread(tree: MemoryTree) -> list[SpreadRecord]:
    """The records of a state that can be read."""
    office = Office(tree)
    office.read_ahead(office.listing.places)
    found = []
    for identity in office.listing.places:
        dossier = office.dossier(identity)
        assert dossier
        found += [
            SpreadRecord(
                file.path, file.kind, dossier.year, dossier.nip, dossier.unit, file.folder, file.name, file.record.data
            )
            for file in dossier.files
            if file.kind and file.record
        ]
    return found


def returned(rows: Rows, folder: Path, *, plain: bool) -> dict[str, Any]:
    """What the files of rows tell, by whose it is and its name."""
    if plain:
        files = [folder / name for name in as_csv(rows)]
        for name, content in as_csv(rows).items():
            (folder / name).write_bytes(content)
    else:
        files = [folder / "rekaman.xlsx"]
        files[0].write_bytes(workbook(rows, empty=False))
    told = assemble_rows([sheet for each in files for sheet in sheets_in(each)])
    assert (told.problems, told.notes) == ((), ())
    office = Office(MemoryTree({}))
    plans = {(*each.whose, each.folder): SkpTold(each.data) for each in told.records if each.kind == SKP}
    for each in told.records:
        complete(each.kind, each.data, plans.get((*each.whose, each.folder)), office.settings)
    return {f"{each.year}/{each.nip}/{each.full_name}": without_blanks(each.data) for each in told.records}


def expected(records: list[SpreadRecord]) -> dict[str, Any]:
    return {
        f"{each.year}/{each.nip}/{each.folder}{'/' if each.folder else ''}{each.name}": without_blanks(each.data)
        for each in records
    }


def texts_of(data: Any) -> list[str]:
    """The texts in data."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [data] if isinstance(data, str) else [text for each in inner for text in texts_of(each)]


@examples(12)
@given(offices(), st.booleans(), st.randoms(use_true_random=False), st.booleans())
def test_a_year_comes_back_as_it_was(tmp_path_factory: Any, moment: Moment, plain: bool, dice: Any, odd: bool) -> None:
    tree = moment.tree
    if odd:  # texts that programs take for something else
        own = [each for each in tree.files if each.startswith(f"{moment.path}/")]
        bent = {each: reworded(dice, tree.files[each]) for each in dice.sample(sorted(own), min(3, len(own)))}
        tree = tree.changed({path: text for path, text in bent.items() if not read(text).slips})
    records = spread(tree)
    assume(not any(each.empty for record in records for each in map(RawCell, texts_of(record.data))))  # none to be seen
    assume(len(records) == len([each for each in tree.files if each.startswith("records/")]))  # else none is exported
    folder = tmp_path_factory.mktemp("lembar")
    found, wanted = returned(rows_of(records), folder, plain=plain), expected(records)
    assert {*found} == {*wanted}
    assert [each for name in wanted for each in differences(wanted[name], found[name], ())] == []
