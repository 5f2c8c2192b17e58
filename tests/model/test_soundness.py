"""What can be relied on in a dossier: answers as data, made once for all who ask."""

from __future__ import annotations

from skpkit.judge.office import Office
from skpkit.model.dossier import Dossier
from skpkit.model.nip import nip_flaw
from skpkit.model.periods import TOTALS
from skpkit.model.soundness import CellFlaw, soundness
from tests.support.edits import examples
from tests.support.memory import MemoryTree


def dossiers(tree: MemoryTree) -> list[Dossier]:
    office = Office(tree)
    return [each for each in map(office.dossier, office.listing.places) if each]


def test_one_value_for_all_who_ask() -> None:
    one, two, *_ = dossiers(examples())
    assert soundness(one) is soundness(one)
    assert soundness(one) is not soundness(two)


def test_the_examples_realise_what_has_a_target_and_a_total_takes_none() -> None:
    asked = 0
    for dossier in dossiers(examples()):
        sound = soundness(dossier)
        for folder, skp in dossier.plans():
            for (iki, period), lines in folder.realised.items():
                indicator = skp.indicator(iki)
                assert indicator
                assert not any(sound.misplaces(folder, *each) for each in lines)
                assert sound.cell_flaw(folder, indicator, period) is None
                for total in TOTALS[folder.manuals[iki].rhythm]:
                    flaw = sound.cell_flaw(folder, indicator, total)
                    assert isinstance(flaw, CellFlaw)
                    assert period in flaw.known
                    asked += 1
    assert asked


def test_the_changes_of_the_examples_rest_on_sound_dialogues() -> None:
    good = [
        each for dossier in dossiers(examples()) for found in soundness(dossier).agreements.values() for each in found
    ]
    assert good
    assert not any(each.wanting for each in good)


def test_what_an_nip_cannot_be() -> None:
    assert nip_flaw("198001012005011001") is None
    assert nip_flaw("19800101 200501 1 001") == "characters"
    assert nip_flaw("1980") == "length"
    assert nip_flaw("198013012005011001") == "birth"
    assert nip_flaw("198001012005211001") is None
    assert nip_flaw("198001012005211001", with_month=True) == "month"
    assert nip_flaw("198001012005013001") == "sex"
    assert nip_flaw("198001012005011000") == "serial"
