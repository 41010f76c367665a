"""Words that an agenda does not know (a key, a kind, a person): what was probably meant, in both languages."""

from __future__ import annotations

from difflib import get_close_matches

from workshop_tui.agenda.vocabulary import LISTS, SEGMENT_KINDS, VOCABULARIES, kind_word, kind_words
from workshop_tui.locale import Message, language, say
from workshop_tui.text import clean_line, fold, slug

LISTED = 12
"""Keys that are listed where none is near."""
SEGMENTS, STEPS, BLOCKS, DAYS = "blocks.segments", "blocks.segments.steps", "blocks", "days"
GROUPS = "blocks.segments.groups"

_CALLED = {
    "title": "titre intitule nom name sequence activite activity what topic sujet",
    "minutes": "duree duration length temps time minute min. mins longueur",
    "start": "debut from heure hour begin commence",
    "end": "fin until to finish",
    "at": "heure horaire hour time quand when",
    "kind": "type nature categorie category genre",
    "lead": "animateur animatrice animation intervenant intervenante qui who anime leader responsable speaker",
    "support": "appui co-animation",
    "tech": "technique",
    "needs": "besoin invite invites guests presence",
    "covers": "couvre",
    "objective": "objectif objectifs but goal aim objectives",
    "objectives": "objectif objectifs buts goals objective",
    "todo": "todos to-do to-dos checklist check-list taches tache tasks a-faire a-preparer preparation preparations",
    "when": "quand due echeance date moment deadline at before",
    "who": "qui owner responsable assigned by lead",
    "also": "aussi other-zones timezones time-zones fuseaux autres-fuseaux zones",
    "roles": "role taches-de",
    "evaluate": "evaluation evaluer assess assessment feedback",
    "links": "liens lien link url urls",
    "url": "lien adresse address href link",
    "prompts": "relances relance questions question consignes consigne",
    "method": "methode methodes description contenu content notes note deroule details info infos",
    "form": "forme format modalite",
    "material": "materiel supports materials outils tools files fichiers documents handouts",
    "output": "production resultat livrable outcome result",
    "plan_b": "plan-b planb",
    "steps": "etapes etape step",
    "repeat": "repete repetition repetitions repeated times rounds tours fois",
    "change": "changement rotation transition switch",
    "warn": "warning warnings avertir alerte alertes",
    "continues": "suite continue continuation suite-de goes-on",
    "public": "announced annonce",
    "countdown": "compte-a-rebours timer",
    "groups": "groupes groupe group sous-groupes tables table",
    "by": "nombre-de-groupes number number-of-groups",
    "mix": "melange melanger mixer brassage mixed",
    "rotate": "rotation tourne tourner rotating rotations",
    "open": "ouvert ouverts libre open-space",
    "until": "jusqu-a jusque",
    "members": "membres membre personnes participants people",
    "link": "lien url visio",
    "optional": "optionnel optionnelle facultatif facultative",
    "protected": "protege protegee",
    "place": "lieu location venue salle room adresse address",
    "series": "serie series cycle collection tour",
    "territory": "territoire bassin secteur pays area",
    "language": "langue lang",
    "timezone": "fuseau fuseau-horaire tz time-zone zone",
    "capacity": "effectif places jauge size nombre participants-max",
    "confidentiality": "confidentialite",
    "context": "contexte",
    "audience": "public",
    "trainers": "formateurs formatrices animateurs facilitators trainer formateur animateur intervenants",
    "guests": "invites guest invite",
    "contact": "mail email e-mail courriel telephone tel phone",
    "share": "partage partager accord agrees",
    "next_meeting": "prochaine prochaine-rencontre prochaine-date suite next",
    "degrees": "degres degre niveaux participation degree",
    "participants": "participant inscrits attendees",
    "programme": "program",
    "days": "jours jour journees journee day",
    "date": "jour dates quand when",
    "blocks": "blocs bloc block demi-journees sessions",
    "segments": "sequences sequence segment etapes activites activities items",
    "key": "cle id",
    "name": "nom prenom",
    "organisation": "organization structure organisme",
    "text": "texte titre title",
    "label": "libelle nom titre title name",
    "evaluation": "questionnaire bilan questions evaluations",
    "labels": "libelles etiquettes label legende",
    "short": "court courte abrege abreviation court-libelle short-label abbreviation",
}
"""Other words for the agenda's keys, folded; a word may stand for several, for tables differ."""

_DATE = say(": an agenda has no date, “workshop-tui run --date” says it; a day of a course, [[days]], may have one")
_TIMED = say(': a segment has minutes, and starts when the one before it ends; at = "9:30" fixes its start')
_LONG = say(": a block has a start and an end; minutes are those of its segments")
_PAUSE = say(': a step that is a pause says kind = "pause"')
_OF_THE_SEGMENT = say(": this is said of the segment: write it there, before its first [[blocks.segments.groups]]")
_ELSEWHERE = {
    **dict.fromkeys(((STEPS, word) for word in ("pause", "break")), _PAUSE),
    **dict.fromkeys((("", word) for word in ("date", "dates")), _DATE),
    **dict.fromkeys(((SEGMENTS, word) for word in ("start", "debut", "end", "fin")), _TIMED),
    **dict.fromkeys(((BLOCKS, word) for word in ("minutes", "duration", "duree", "length")), _LONG),
    **dict.fromkeys(((GROUPS, word) for word in ("by", "mix", "rotate", "open", "until")), _OF_THE_SEGMENT),
}
"""Advice about a key, as a slug, that stands in another table or in none."""

_KINDS = {
    "tampon": "marge battement reserve slack spare",
    "apport": "expose presentation talk lecture theorie conference",
    "accueil": "ouverture introduction intro arrivee opening arrival doors",
    "inclusion": "tour-de-table presentations round brise-glace icebreaker",
    "echange": "debat debats discussions debate questions",
    "sous-groupes": "atelier groupe groupes workshop group groups table tables",
    "pleniere": "mise-en-commun restitution plenum",
    "pause": "entracte pause-cafe cafe coffee coffee-break interruption interval",
    "synthese": "recap wrap-up",
    "bilan": "cloture conclusion fin end evaluation",
    "etude-de-cas": "cas etude",
}
"""Other words for the kinds of segment, as slugs."""
_LUNCH = ("repas", "dejeuner", "midi", "lunch", "diner", "dinner", "meal", "pique-nique")


def near_kind(word: str) -> Message:
    """Say what to write instead of `word`, a slug that is no kind of segment."""
    if word in _LUNCH:
        return say(": lunch is no segment, end the block before it and start another [[blocks]] after it")
    meant = next((key for key, words in _KINDS.items() if word in words.split()), None)
    if meant is None:
        close = get_close_matches(word, [*SEGMENT_KINDS, *SEGMENT_KINDS.values()], n=1, cutoff=0.6)
        meant = close[0] if close else None
    else:
        meant = kind_word(meant, language())
    if meant:
        return say(" (did you mean “{near}”?)", near=meant)
    return say("; there are: {kinds}, or leave it out", kinds=", ".join(kind_words(language())))


def hint(key: str, table: str, known: set[str], outside: set[str]) -> Message:
    """Say what to write instead of `key` in `table` (`blocks.segments`, say; empty at the top), or nothing.

    `known`: the keys of that table; `outside`: those of the top of the file.
    """
    word, table = slug(key), table.removeprefix("days.")
    list_meant = None if table else meant_table(key)
    if list_meant and list_meant != BLOCKS:
        return say(": write [[{table}]]", table=list_meant)
    if told := _ELSEWHERE.get((table, word)):
        return told
    if meant := _called(word, known):
        return say(" (did you mean “{near}”?)", near=meant)
    if table and key in outside:
        return say(": this goes to the top of the file, before the first [[…]]")
    close = get_close_matches(key, sorted(known), n=1, cutoff=0.65)
    return say(" (did you mean “{near}”?)", near=close[0]) if close else Message("")


def no_vocabulary(path: tuple[str | int, ...], given: object) -> Message | None:
    """Say of an `extends` that names no vocabulary with such a list which there are; None of any other key."""
    axis = path[0]
    if path[-1] != "extends" or axis not in LISTS or len(path) < 3:
        return None
    names = [name for name, lists in VOCABULARIES.items() if axis in lists]
    if given in names:
        return say("extends stands alone in its table: write a table of its own for a word")
    close = get_close_matches(str(given), names, n=1, cutoff=0.6)
    near = say(" (did you mean “{near}”?)", near=close[0]) if close else Message("")
    return say(
        "“{name}” is no vocabulary for this list{near}; there are: {names}",
        name=clean_line(str(given))[:40],
        near=near,
        names=", ".join(names),
    )


def meant_table(name: str) -> str | None:
    """The table that somebody meant who wrote `[[name]]`, where it is a list inside another; None otherwise."""
    first, *_others = parts = [slug(part) for part in name.split(".")]
    under = f"{DAYS}." if len(parts) > 1 and _called(first, {DAYS}) else ""
    for table, key in ((SEGMENTS, "segments"), (STEPS, "steps"), (GROUPS, "groups"), (BLOCKS, "blocks")):
        if _called(parts[-1], {key}):
            return under + table
    return DAYS if _called(parts[-1], {DAYS}) else None


def meant_key(name: str) -> str:
    """An ASCII key for `name`: the agenda's own one if it is called so in French."""
    word = slug(name)
    return _called(word, set(_CALLED)) or word.replace("-", "_")


def _called(word: str, known: set[str]) -> str | None:
    if word in known:
        return word
    return next((key for key, words in _CALLED.items() if key in known and word in words.split()), None)


def near_person(given: str, named: dict[str, str]) -> Message:
    """The nearest of `named` (key → name in full) to `given`, which may be a name, or part of one; else which there
    are."""
    for key, name in named.items():
        if fold(given) in (fold(key), fold(name), *fold(name).split()):
            return say(" (did you mean “{near}”?)", near=key)
    if close := get_close_matches(given, sorted(named), n=1, cutoff=0.6):
        return say(" (did you mean “{near}”?)", near=close[0])
    return say("; there are: {names}", names=", ".join([*named][:LISTED]) + (", …" if len(named) > LISTED else ""))
