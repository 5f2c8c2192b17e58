"""Write the rule book that an office prints, `docs/rules.md` and `docs/aturan.md`: `make pages`.

A rule is told by its page (the docstring of its module), and shown by two of its stories: an offence with its finding,
and a near miss that is allowed. A story that tells itself in Indonesian too (`cerita`) is shown before others, so that
is how one chooses which; without one it is the first offence that leads to one finding alone, and the first near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from skpkit import rules
from skpkit.findings import Finding
from skpkit.messages import LANGUAGES, tell
from skpkit.rules.pages import BASIS_HEAD, in_words, page, source_in_words
from skpkit.rules.sources import SOURCES
from skpkit.source.yamlfile import read
from tests.support.places import PROJECT, STORIES
from tests.support.story import load_story

DOCS = PROJECT / "docs"
LINK = "[{name}](#{key})"
FILES = {"en": DOCS / "rules.md", "id": DOCS / "aturan.md"}


@dataclass(frozen=True)
class Words:
    """The sentences of the book around the rules, in one language."""

    title: str
    intro: tuple[str, ...]
    contents: str
    families: Mapping[str, tuple[str, str]]
    offence: str
    finding: str
    place: str
    near_miss: str
    tells: str
    sources: str
    of_sources: str


BOOK = {
    "en": Words(
        "The rule book",
        (
            "What skpkit checks, rule by rule: what must hold, why, what to do, an example that leads to a "
            "finding and one that does not. This book is made from the rules themselves and from the examples "
            "with which they are tested. `skpkit explain CODE` tells the same page.",
            "An *error* stops a change (exit code 1); a *warning* and a *note* do not. An office may set another "
            "severity in `skpkit.yaml`, but not of a locked rule; one finding may pass by an exemption in "
            "`pengecualian.yaml`, with reason and approval. Codes never change their meaning.",
            "A *cell* is one IKI in one period. It is *realised*, and so *frozen*, once a dialogue records its "
            "realisasi: 0 is a realisasi, an empty value or a projection (`proyeksi`) is not. An SKP is "
            "*established* when its `status` is no longer `rancangan`. A *dossier* is all about one employee in "
            "one year. All people in the examples are invented.",
        ),
        "Contents",
        {
            "0": ("0xx Files", "Whether files can be read, have the right form, and lie where they belong."),
            "1": ("1xx One record", "What a single SKP or Manual IKI must hold."),
            "2": ("2xx Between records", "What the records of a dossier say of each other, and what is due when."),
            "3": ("3xx Between two states", "What a change may do to records that were there before."),
            "4": ("4xx Authority", "Who may approve what."),
        },
        "For example",
        "Finding",
        "{file}, line {line}",
        "But not",
        "tells",
        "Sources",
        "What the rules rest on, and what of it was read. Where a text was not seen, a rule says who reports it; what "
        "no source says is skpkit's own reading. The official text of a regulation goes before all of this.",
    ),
    "id": Words(
        "Buku ketentuan",
        (
            "Apa yang diperiksa skpkit, ketentuan demi ketentuan: apa yang harus berlaku, mengapa, apa yang "
            "harus dilakukan, satu contoh yang menjadi temuan, dan satu contoh yang bukan temuan. Buku ini "
            "dibuat dari ketentuannya sendiri dan dari contoh yang dipakai untuk mengujinya. `skpkit explain "
            "KODE` menampilkan halaman yang sama.",
            "*Kesalahan* menghentikan perubahan (kode keluar 1); *peringatan* dan *catatan* tidak. Kantor dapat "
            "mengatur tingkat lain dalam `skpkit.yaml`, kecuali untuk ketentuan yang terkunci; satu temuan dapat "
            "dilewatkan dengan pengecualian dalam `pengecualian.yaml`, beserta alasan dan persetujuan. Arti "
            "sebuah kode tidak pernah berubah.",
            "*Sel* adalah satu IKI dalam satu periode. Sel *terealisasi*, dan karena itu *beku*, sejak sebuah "
            "dialog mencatat realisasinya: 0 adalah realisasi, sedangkan nilai kosong atau proyeksi (`proyeksi`) "
            "bukan. SKP *ditetapkan* bila `status`-nya bukan lagi `rancangan`. *Dokumen kinerja* memuat semua "
            "tentang satu pegawai dalam satu tahun. Semua orang dalam contoh adalah rekaan.",
        ),
        "Daftar isi",
        {
            "0": ("0xx Berkas", "Apakah berkas dapat dibaca, susunannya benar, dan tempatnya tepat."),
            "1": ("1xx Satu rekaman", "Apa yang harus ada dalam satu SKP atau satu Manual IKI."),
            "2": (
                "2xx Antarrekaman",
                "Kecocokan rekaman dalam satu dokumen kinerja, dan apa yang harus ada pada waktunya.",
            ),
            "3": (
                "3xx Antara dua keadaan",
                "Apa yang boleh dilakukan sebuah perubahan terhadap rekaman yang sudah ada.",
            ),
            "4": ("4xx Kewenangan", "Siapa yang boleh menyetujui apa."),
        },
        "Contoh",
        "Temuan",
        "{file}, baris {line}",
        "Bukan temuan",
        "cerita",
        "Sumber",
        "Dasar setiap ketentuan, dan bagian mana darinya yang dibaca. Bila naskahnya tidak dilihat, ketentuan menyebut "
        "siapa yang melaporkannya; yang tidak dikatakan sumber mana pun adalah tafsiran skpkit sendiri. Naskah resmi "
        "peraturan berlaku di atas semua ini.",
    ),
}


class Shown(NamedTuple):
    """A story as the book shows it: what it tells, by language, and the rule's own finding, if there is one."""

    folder: Path
    data: Mapping[str, Any]
    finding: Finding | None


@cache
def shown(code: str) -> tuple[Shown | None, Shown | None]:
    """The offence and the near miss that the book shows of a rule; None where there is no such story yet."""
    offences, near_misses = [], []
    for file in sorted((STORIES / rules.ALL_RULES[code]).glob("*/story.yaml")):
        kept = file.with_name("report.txt")
        if not kept.is_file():  # a draft, of which test_stories tells
            continue
        report = kept.read_text(encoding="utf-8")
        data = read(file.read_bytes()).data
        if f" {code} " in report:
            offences.append(("cerita" not in data, report.count("\nrecords/") != 1, file, data))
        elif code not in report:
            near_misses.append(("cerita" not in data, bool(report), file, data))
    offence, near_miss = (min(each, key=lambda story: story[:3], default=None) for each in (offences, near_misses))
    return (
        Shown(offence[2].parent, offence[3], _finding(code, offence[2].parent)) if offence else None,
        Shown(near_miss[2].parent, near_miss[3], None) if near_miss else None,
    )


def _finding(code: str, folder: Path) -> Finding:
    return next(each for each in load_story(folder).verdict().findings if each.code == code)


def book(lang: str) -> str:
    """The whole book in one language."""
    return "\n\n".join(_blocks(BOOK[lang], lang)) + "\n"


def _blocks(words: Words, lang: str) -> Iterator[str]:
    yield f"# {words.title}"
    yield from words.intro
    yield f"## {words.contents}"
    for family, (title, _) in words.families.items():
        if codes := _family(family):
            yield f"**{title}**"
            yield "\n".join(f"- [{code}](#{code.lower()}) {page(code, lang).statement}" for code in codes)
    yield f"**[{words.sources}](#{words.sources.lower()})**"
    for family, (title, about) in words.families.items():
        if codes := _family(family):
            yield f"## {title}"
            yield about
            for code in codes:
                yield from _rule(code, words, lang)
    yield f"## {words.sources}"
    yield words.of_sources
    yield "\n".join(f'- <a id="{key}"></a>`{key}` {source_in_words(key, lang)}' for key in SOURCES)


def _family(family: str) -> list[str]:
    return [code for code in rules.ALL_RULES if code[3] == family]


def _rule(code: str, words: Words, lang: str) -> Iterator[str]:
    """A rule's part of the book."""
    told = page(code, lang)
    yield f'<a id="{code.lower()}"></a>'
    yield f"### {code} {told.name}"
    yield f"**{told.statement}**"
    yield told.facts()
    yield from told.body
    cited = (f"- {in_words(each, lang, LINK)}" for each in told.basis)
    yield f"**{told.tell(BASIS_HEAD)}**\n\n" + "\n".join(cited)
    offence, near_miss = shown(code)
    if offence and words.tells in offence.data:
        yield f"**{words.offence}:** {offence.data[words.tells]}"
    if offence and offence.finding:
        yield f"**{words.finding}:** {_place(offence.finding, words)}\n\n> {_sentence(offence.finding, lang)}"
    if near_miss and words.tells in near_miss.data:
        yield f"**{words.near_miss}:** {near_miss.data[words.tells]}"


def _place(finding: Finding, words: Words) -> str:
    """Where a finding is, within its dossier: the book needs no NIP."""
    at = finding.problem.at
    file = at.path.removeprefix(f"records/{finding.dossier}/")
    return words.place.format(file=f"`{file}`", line=at.line)


def _sentence(finding: Finding, lang: str) -> str:
    return re.sub(r"[0-9]{18}", "NIP", tell(finding.problem.message, finding.problem.told, lang))


def main() -> None:
    """Write the book in every language."""
    for lang in LANGUAGES:
        FILES[lang].write_text(book(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
