"""Each catalogue is complete, unless its language is partial; compiled from what is written, as the language wants."""

from __future__ import annotations

import ast
import gettext
import io
import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tests.locale.catalogues import ROOT, forms, written
from tests.locale.everything import MISUSED
from workshop_tui.cli.sections import MODULES
from workshop_tui.locale import LANGUAGES, _, _elided, plural, say, speaking
from workshop_tui.locale.catalogue import Catalogue
from workshop_tui.tui.keys import SCREENS


@pytest.fixture(scope="session")
def extracted(made_once) -> set[str]:
    """Every text of the source: looked for once, for all workers."""

    def extract(file: Path) -> None:
        with (ROOT / "locale" / "babel.cfg").open(encoding="utf-8") as said:
            method_map, options_map = parse_mapping_cfg(said)
        keywords = {"_": None, "say": None, "plural": (1, 2)}
        found = extract_from_dir(ROOT, method_map, options_map, keywords=keywords)
        texts = {m if isinstance(m, str) else m[0] for _file, _line, m, _comments, _context in found}
        file.write_text(json.dumps(sorted(texts - {""})), encoding="utf-8")

    return {*json.loads(made_once("extracted", extract).read_text(encoding="utf-8"))}


@cache
def pairs(language: str) -> list[tuple[str, str]]:
    """(text, translation), a line a plural form: of a partial language those that it has."""
    found: list[tuple[str, str]] = []
    for message in written(language):
        if message.id:
            found += list(zip(forms(message.id), forms(message.string), strict=True))
    return [(text, told) for text, told in found if told or not LANGUAGES[language].partial]


WHOLE = [code for code, row in LANGUAGES.items() if not row.partial]
"""The languages that have every text."""


@pytest.fixture(scope="session")
def whole(tmp_path_factory, made_once) -> dict[str, str]:
    """Pages of all that a user can meet, by language (`tests.locale.everything`): made once, for all workers."""

    def make(language: str, file: Path) -> None:
        environment = os.environ | {"LANGUAGE": language, "HOME": str(tmp_path_factory.mktemp("home"))}
        done = subprocess.run(
            [sys.executable, "-m", "tests.locale.everything", language],
            cwd=ROOT.parent,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        file.write_text(done.stdout, encoding="utf-8")

    pages = {language: made_once(f"everything-{language}", partial(make, language)) for language in LANGUAGES}
    return {language: file.read_text(encoding="utf-8") for language, file in pages.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_which_compiling_leaves_out(language):
    assert [message.id for message in written(language) if message.fuzzy and message.id] == []


LOOKED_UP, QUOTATION = {"_", "say", "plural"}, "“”«"
HAS_F_STRINGS = re.compile(r"""(?:[fF][rR]?|[rR][fF])["']""")
MAY_FAIL = re.compile(
    rf"""\b(?:{"|".join(LOOKED_UP)})\s*\(|[{QUOTATION}]|\\(?:N|[uU]0*(?:20|[aA][bB])|x[aA][bB]|253)"""
)
"""Signs of an f-string that is refused: the files that have it are read as code, and no other."""


def f_strings(code: ast.AST) -> Iterator[tuple[int, set[str], set[str]]]:
    """Yield the line of each f-string, the names it calls, and the signs it has."""
    for node in ast.walk(code):
        if isinstance(node, ast.JoinedStr):
            calls = (call.func for call in ast.walk(node) if isinstance(call, ast.Call))
            said = (str(part.value) for part in node.values if isinstance(part, ast.Constant))
            yield node.lineno, {called.id for called in calls if isinstance(called, ast.Name)}, set("".join(said))


@cache
def all_f_strings() -> list[tuple[str, set[str], set[str]]]:
    """Where each f-string of the program is that may be refused, the names it calls, and the signs it has."""
    found = []
    for file in sorted(ROOT.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if HAS_F_STRINGS.search(text) and MAY_FAIL.search(text):
            place = file.relative_to(ROOT)
            found += [(f"{place}:{line}", calls, signs) for line, calls, signs in f_strings(ast.parse(text))]
    return found


def test_no_text_is_looked_up_inside_an_f_string_where_the_extractor_does_not_see_it():
    assert [place for place, calls, _signs in all_f_strings() if calls & LOOKED_UP] == []


def test_no_f_string_has_the_quotation_marks_of_one_language():
    found = [place for place, _calls, signs in all_f_strings() if signs & set(QUOTATION)]
    assert found == [], "`typography.quoted` has those of the language"


@pytest.mark.parametrize(
    ("code", "calls", "signs"),
    [
        ("_(f'a')", False, False),
        ("f'{_(\"a\")}'", True, False),
        ("rF'{a:{say(b)}}'", True, False),
        ("'«'", False, False),
        ("f'{a} «b»'", False, True),
        ("Rf'\\u00ab'", False, False),
        ("f'\\u201c'", False, True),
    ],
)
def test_an_f_string_that_is_refused_is_found(code, calls, signs):
    found = list(f_strings(ast.parse(code))) if HAS_F_STRINGS.search(code) and MAY_FAIL.search(code) else []
    assert any(LOOKED_UP & names for _line, names, _signs in found) == calls
    assert any(set(QUOTATION) & those for _line, _names, those in found) == signs


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_translated_that_there_is_not(language, extracted):
    assert {message.id if isinstance(message.id, str) else message.id[0] for message in written(language)} - {
        ""
    } <= extracted


@pytest.mark.parametrize("language", WHOLE)
def test_every_text_is_translated_and_no_other(language, extracted):
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in written(language) if m.id}
    assert ids == extracted
    assert [text for text, translation in pairs(language) if not translation] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_names(language):
    def names(text: str) -> set[str]:
        return {name for _t, name, _f, _c in string.Formatter().parse(text) if name}

    for text, translation in pairs(language):
        assert names(text) - {"count"} == names(translation) - {"count"}, text


def texts(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_written_one(language):
    compiled = io.BytesIO()
    write_mo(compiled, written(language))
    compiled.seek(0)
    with (ROOT / "locale" / language / "LC_MESSAGES" / "workshop_tui.mo").open("rb") as stream:
        assert texts(read_mo(stream)) == texts(read_mo(compiled))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_looked_up_where_it_stands_is_the_one_that_gettext_finds(language):
    compiled = (ROOT / "locale" / language / "LC_MESSAGES" / "workshop_tui.mo").read_bytes()
    known, found = gettext.GNUTranslations(io.BytesIO(compiled)), Catalogue(compiled)
    for message in written(language):
        if isinstance(message.id, tuple):
            one, many = message.id
            for count in (0, 1, 2, 5):
                assert found.plural(one, many, count) == known.ngettext(one, many, count)
        elif isinstance(message.id, str) and message.id:
            assert found.text(message.id) == known.gettext(message.id)
    for text in ("", "~", "no text of ours", "Pas commencé", "\udcff"):
        assert not text or found.text(text) == text
        assert [found.plural(text or "~", "s", count) for count in (1, 2)] == [text or "~", "s"]


def test_a_language_of_one_plural_has_that_for_every_count():
    written = Catalog(locale="ja")
    written.add(("{count} note", "{count} notes"), ("{count}件",))
    compiled = io.BytesIO()
    write_mo(compiled, written)
    found = Catalogue(compiled.getvalue())
    assert {found.plural("{count} note", "{count} notes", count) for count in range(3)} == {"{count}件"}


def test_what_is_no_compiled_catalogue_is_refused():
    with pytest.raises(ValueError, match="no compiled catalogue"):
        Catalogue(b"msgid")


def test_french_has_no_break_spaces_and_guillemets():
    for _text, translation in pairs("fr"):
        assert not re.search(r"[“”]", translation), translation
        assert not re.search(r" [:;?!»](\s|$|\))|« ", translation), translation


STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[\w{«%])")
"""A straight sign where French wants an apostrophe: behind a letter, before a word or what is filled in."""


def test_french_has_one_apostrophe_in_every_text_and_agenda_that_comes_with_the_program():
    said = [told for _text, told in pairs("fr")]
    said += [str(message.string) for message in click_catalogue()]
    for file in (*(ROOT.parent / "agendas").glob("*.toml"), *agendas_in("fr")):
        said += file.read_text(encoding="utf-8").splitlines()
    assert [told for told in said if STRAIGHT.search(told)] == []


@pytest.mark.parametrize(
    "name",
    [
        "agendas/collectifs-habitants.toml",
        "agendas/conseil-de-quartier.toml",
        "agendas/formation-de-formateurs.toml",
        "workshop_tui/agenda/starter.fr.toml",
    ],
)
def test_the_french_agendas_have_no_break_spaces(name):
    for line in (ROOT.parent / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            assert not re.search(r"\S [:;?!»]([\s\"]|$)|« ", line.partition("  #")[0]), line


def click_catalogue() -> Catalog:
    with (ROOT / "locale" / "fr" / "LC_MESSAGES" / "click.po").open("rb") as stream:
        return read_po(stream, locale="fr")


def test_the_words_lent_to_click_are_still_its_words():
    source = "".join(file.read_text(encoding="utf-8") for file in Path(click.__file__).parent.glob("*.py"))
    for message in click_catalogue():
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[0]
            assert f'"{text.replace(chr(10), chr(92) + "n").replace(chr(9), chr(92) + "t")}"' in source, text


def test_the_words_lent_to_click_are_compiled_as_they_are_written():
    with (ROOT / "locale" / "fr" / "LC_MESSAGES" / "click.mo").open("rb") as stream:
        compiled = read_mo(stream)
    for message in click_catalogue():
        if message.id:
            found = compiled.get(message.id if isinstance(message.id, str) else message.id[0]).string
            assert found is not None
            assert (found if isinstance(found, str) else tuple(found)) == message.string


def test_a_usage_error_is_one_line_in_french(whole):
    tried = [json.loads(line) for line in whole["fr"].partition("\n# misused\n")[2].splitlines()]
    for (words, told), (code, out, error) in zip(MISUSED, tried, strict=True):
        assert (code, out) == (2, ""), words
        plain = error.replace("\u00a0»", " »").replace("«\u00a0", "« ")
        assert plain.startswith(f"workshop-tui: {told}"), words
        assert error.count("\n") == 1, words


def test_the_program_says_a_usage_error_as_the_command_in_this_process_does(whole, home):
    words, (code, _out, error) = MISUSED[0][0], json.loads(whole["fr"].partition("\n# misused\n")[2].splitlines()[0])
    done = subprocess.run(
        [sys.executable, "-m", "workshop_tui", *words],
        env=os.environ | {"LANG": "fr_FR.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", error)


def test_help_is_french_from_its_first_word_to_its_last(home):
    environment = os.environ | {"LANG": "fr_FR.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "workshop_tui", "--help"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "\nLa journée\u00a0:\n" in done.stdout
    assert "é:" not in done.stdout
    assert not [word for word in ("Usage:", "Options:", "Commands:", "Show ") if word in done.stdout]


@pytest.mark.parametrize("name", ["attendance", "words", "notes", "note", "pin", "initiative", "extend", "add"])
def test_a_help_text_calls_a_word_to_fill_in_as_its_usage_does(name, whole):
    helped = whole["fr"].partition(f"\n# workshop-tui {name} --help\n\n")[2].partition("\n\n# ")[0]
    usage, text, *options = helped.split("\n\n")
    capitals = set(re.findall(r"\b[A-Z]{3,}\b", text)) - {"CSV", "JSON", "MIN"}
    assert capitals <= set(re.findall(r"[A-Z]+", " ".join((usage, *options))))


AGREES = ("est passé", "est parti", "est attendu", "est rayé", " attend {", "non tenu,", "non tenu\n")
"""French that says of somebody whether they are a man; a segment and a half-day are feminine."""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Aurélie", "Le groupe d’Aurélie"),
        ("Élise", "Le groupe d’Élise"),
        ("Yves", "Le groupe d’Yves"),
        ("Paul", "Le groupe de Paul"),
        ("Yann", "Le groupe de Yann"),
        ("Y", "Le groupe de Y"),
        ("", "Le groupe de "),
        ("{name}", "Le groupe de {name}"),
    ],
)
def test_before_a_name_french_elides_as_the_name_wants_it(name, told):
    with speaking("fr"):
        assert _("The group of {name}", name=name) == told
        assert str(say("The group of {name}", name=name)) == told
    with speaking("en"):
        assert _("The group of {name}", name=name) == f"The group of {name}"


def test_nothing_else_is_elided():
    with speaking("fr"):
        assert "qu’Aurélie" in _("A contact that {name} agrees to give to the others; nothing: none", name="Aurélie")
        assert (
            _elided("le code {name} de {count} {who}", {"name": "A", "who": "Ali"}) == "le code {name} de {count} {who}"
        )
        assert _elided("de {title}", {"title": "Accueil"}) == "de {title}", "of people alone"


def test_a_word_of_two_meanings_has_two_texts():
    """A head of a table and a key, a segment that is done and a group that is: in French they are other words."""
    with speaking("fr"):
        keys = {key.action: str(key.label) for key in SCREENS["observatory"]}
        assert (keys["mark"], _("mark")) == ("marquer", "note donnée")
        assert {str(key.label) for name in ("groups", "group") for key in SCREENS[name] if key.action == "done"} == {
            "terminé"
        }
        assert (_("has finished"), _("ticked"), _("done")) == ("a terminé", "cochée", "faite")


def test_no_french_sentence_says_whether_somebody_is_a_man():
    said = [f"{told}\n" for _text, told in pairs("fr")]
    assert not [told for told in said if any(words in told for words in AGREES)]


NUMBERS = [
    "after",
    "before",
    "came",
    "chosen",
    "count",
    "days",
    "each",
    "expected",
    "found",
    "free",
    "given",
    "here",
    "high",
    "i",
    "late",
    "least",
    "left",
    "lines",
    "low",
    "max",
    "minutes",
    "n",
    "needed",
    "number",
    "of",
    "over",
    "planned",
    "registered",
    "room",
    "seconds",
    "sum",
    "took",
    "total",
]
"""The names in a text that numbers are filled into, none and one among them."""
ALWAYS_SEVERAL = (
    "{count} columns, and no first line says", "{who} is on {count} terminals", "the last {shown} of {count} notes",
    "{count} of the {planned} segments planned",
)  # fmt: skip
"""Texts that are said of two or more alone."""
SINGULAR = {
    "fr": r"(?<![\w,.:/–-])[01][ \u00a0](?!fois|mois|après|dans|sans|puis|plus|moins|sous)[^\W\d_]{2,}s\b",
    "en": r"(?<![\w,.:/–-])1[ \u00a0](?!is|was|has|takes|says|stands|looks|reads|abstains)[^\W\d_]{2,}s\b",
}
"""A number of one (in French, of none, too) before a plural."""


@pytest.mark.parametrize("language", WHOLE)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_count_of_none_one_and_two_reads_as_one_says_it(language, count):
    read = []
    for message in written(language):
        ids = forms(message.id)
        names = {name for text in ids for _t, name, _f, _c in string.Formatter().parse(text) if name}
        if message.id and names & {*NUMBERS} and not ids[0].startswith(ALWAYS_SEVERAL):
            others = {name: count if name in NUMBERS else "X" for name in names - {"count"}}
            with speaking(language):
                one, *several = ids
                read.append(plural(one, several[0], count, **others) if several else _(one, **others, count=count))
    assert len(read) > 100
    assert [told for told in read if re.search(SINGULAR.get(language, SINGULAR["en"]), told)] == []
    one_of_two = r"\b2[ \u00a0](?:minute|note|segment|séquence|person|personne|day|jour|ligne|line|change)\b"
    assert [told for told in read if re.search(one_of_two, told)] == []


BANNED = {
    "fr": (
        r"(?<![-/`])\bagendas?\b(?!\.md| --)", r"\bd[ée]brief", r"\b(?:du|le|ce|son|un) rapport\b", r"\} mène\b",
        r"\battendus\b", r"\bchoisie?s?\b", r"\btype de (?:note|séquence)", r"\bfin due\b", r"\bdue à\b", r"^restée$",
        r"%? d['’]ici \{time\}", r"\b[a-z] en (?:prend|crée)\b", r"\bbrûler?\b",
        r"\bformat(?:eur|rice)s?\b", r"\bséances?\b", r"\borganismes?\b", r"\b[Oo]rganisation\b",
        r"est (?:passé|parti|attendu)\b",
    ),
    "en": (
        r"\} leads\b", r"\bleft over\b", r"\bend due\b", r"\bexpects \{", r"\{name\} is expected", r"% by \{", r"^now$",
        r"\bdebrief",
    ),
}  # fmt: skip
"""Words that mean what another word means here already: docs/glossary.md has the one of each thing."""
NAMED = re.compile(r"\{organisation\}|organisation = |AGENDA|workshop-tui agenda|`[^`]*`|--agenda|agenda\.md")
"""Names of commands and files, which are the same in every language."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thing_is_called_by_one_word(language):
    said = [NAMED.sub("", told) for _text, told in pairs(language)]
    said += [NAMED.sub("", file.read_text(encoding="utf-8")) for file in agendas_in(language)]
    found = [(words, told[:80]) for told in said for words in BANNED.get(language, ()) if re.search(words, told)]
    assert found == []


NEVER = {
    "agenda": "agenda", "débrief": "débrief", "type de note": "type de note", "type de séquence": "type de séquence",
    "choisie": "choisie", "attendus": "attendus", "restée": "restée", "mène": "{who} mène", "fin due": "fin due",
    "due à": "due à", "d’ici": "% d’ici {time}", "n en prend une": "n en prend une", "brûler": "brûler",
    "est passé": "est passé", "est parti": "est parti", "est attendu": "est attendu", "formateur": "formateur",
    "séance": "séance", "organisme": "organisme", "organisation": "organisation", "rapport": "le rapport",
    "leads": "{who} leads", "left over": "left over", "end due": "end due", "expects": "{who} expects {names}",
    "% by": "% by {time}", "now": "now",
}  # fmt: skip
"""The words that docs/glossary.md says are never used, each as a text would have it."""


@pytest.mark.parametrize("word", NEVER)
def test_a_word_that_the_glossary_says_is_never_used_is_one_that_is_found(word):
    page = (ROOT.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = page.partition("| never |")[2].partition("\n\n")[0].splitlines()[2:]
    never = [one.strip() for row in rows for one in re.sub(r"\(.*?\)", "", row.split("|")[1]).split(",")]
    assert {*never} - {"tenue"} == {*NEVER}, "but of one that is a word of segments, too"
    assert any(re.search(banned, NEVER[word]) for those in BANNED.values() for banned in those)


def agendas_in(language: str) -> list[Path]:
    """The agendas that a person in this language begins with: what stands in their comments is read, too."""
    return [ROOT / "agenda" / LANGUAGES[language].starter]


ENGLISH = re.compile(
    r"\b(?:the|with|which|shows?|leaves?|that|left out|this|those|its|and|or|of)\b(?!\.)", re.IGNORECASE
)
"""Words that no French has, or not as it is written here."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_user_can_meet_is_on_one_page(whole, language):
    page = whole[language]
    for command in sorted(MODULES):
        assert f"\n# workshop-tui {command} --help\n" in page
        _before, _name, told = page.partition(f"\n# workshop-tui {command} --help\n")
        assert "--language" in told.partition("\n# ")[0], command
    told = page.partition("\n# texts\n")[2]
    for _text, translation in pairs(language):
        for part in re.split(r"\{[^}]*\}", translation):
            assert part in told, translation


def test_no_english_is_left_in_the_french_helps_keys_and_metavars(whole):
    helps = whole["fr"].partition("\n# texts\n")[0]
    named = re.sub(r"`[^`]*`|--[\w-]+|\[[\w|-]+\]|docs/\S+|^# .*|workshop-tui \S+", "", helps, flags=re.MULTILINE)
    assert [line for line in named.splitlines() if ENGLISH.search(line)] == []
    metavars = set(re.findall(r"\b[A-ZÉ]{3,}\b", helps))
    english = "FILE TEXT NAME NAMES WORD WORDS NUMBER SEG AGENDA FOLDER TITLE COMMAND OPTION WHEN ADDRESS KEY DAY AGE"
    assert not metavars & {*english.split(), "KIND", "VALUE"}
