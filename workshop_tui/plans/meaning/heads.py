"""The words above columns, in French and English: what a column holds.

A field is called by the agenda's own key where there is one; `--map COLUMN=FIELD` takes these names.
"""

from __future__ import annotations

import re

from workshop_tui.text import fold

PARALLEL = "parallel"
"""A column of titles of what is held at the same time as that of others: of a room, a group, a track."""
WHEN = "when"
"""A column of times that are hours or lengths: what stands in it says which."""
_FRENCH = {
    "start":
        "debut, de, depart, commence, commence a, heure de debut, heure debut, h debut, debut a, "
        "heure depart",
    "end":
        "fin, a, jusqu a, heure de fin, heure fin, h fin, fin a, termine, arrivee",
    "time":
        "horaire, horaires, heure, heures, quand, plage horaire, creneau, creneaux, horaire prevu, "
        "horaires prevus, h, tranche horaire, heure prevue, planning",
    WHEN:
        "temps, timing, minutage",
    "length":
        "duree, durees, duree prevue, duree estimee, minutes, mn, temps prevu, temps alloue, temps estime, "
        "nb min, nombre de minutes, nb de minutes, combien de temps, d",
    "title":
        "sequence, sequences, etape, etapes, activite, activites, titre, intitule, intitules, quoi, segment, "
        "sujet, sujets, theme, themes, thematique, temps fort, temps forts, phase, exercice, moment, point, "
        "points, ordre du jour, libelle, rubrique, rubriques, atelier, programme, seance, module, nom, intervention",
    "content":
        "contenu, contenus, deroule, deroulement, description, descriptif, detail, details, consigne, "
        "consignes, ce que fait, ce que font, que fait, role, role de, action, actions, taches, tache, "
        "message, messages, points cles, points abordes, idees cles, messages cles, evaluation, "
        "modalites d evaluation, on fait quoi, ce qu on fait, posture",
    "objective":
        "objectif, objectifs, but, buts, pourquoi, intention, intentions, finalite, visee, enjeu, enjeux, "
        "competences visees, competence",
    "method":
        "methode, methodes, animation, comment, demarche, modalite, modalites, pedagogie, facon de faire, "
        "technique d animation, techniques d animation, methodologie, technique, techniques, dispositif, "
        "format, mode d animation",
    "form":
        "forme, configuration, groupe, groupes, organisation",
    "material":
        "materiel, materiels, support, supports, logistique, ressource, ressources, outil, outils, "
        "a prevoir, documents, document, fournitures, besoins, equipement, moyens, avec quoi",
    "lead":
        "qui, intervenant, intervenants, intervenante, intervenantes, animateur, animateurs, animatrice, "
        "animatrices, formateur, formateurs, formatrice, responsable, responsables, pilote, orateur, "
        "oratrice, anime par, par qui, par, qui anime, referent, referente, conduit par, qui fait quoi, porteur, "
        "porteuse, portage, garant, garante, moderateur, moderatrice, moderation, en charge, charge de, guide, "
        "animation par, presente par, intervient, ressources humaines",
    "support":
        "appui, co animateur, co animation, coanimation, en appui, assistant, binome, qui appuie",
    "tech":
        "regie",
    "needs":
        "invite, invites, invitee, invitees, temoin, temoins",
    "notes":
        "note, notes, remarque, remarques, commentaire, commentaires, observation, observations, info, "
        "infos, infos complementaires, informations, divers, precisions, vigilance, points de vigilance, pm",
    "plan_b":
        "plan b, si ca coince, plan de secours, secours, sinon, si besoin, repli",
    "output":
        "production, productions, livrable, livrables, trace, traces, resultat, resultats, resultat attendu, "
        "resultats attendus, produit",
    "prompts":
        "relance, relances, question, questions, questions cles",
    "kind":
        "nature, type, type de sequence",
    "min":
        "au plus court, mini, minimum, duree mini, duree minimum",
    "max":
        "au plus long, maxi, maximum, duree maxi, duree maximum",
    "at":
        "heure fixe, fixe, horaire fixe",
    "optional":
        "facultatif, facultative, optionnel, optionnelle, si le temps le permet",
    "steps":
        "details des etapes, sous etapes, etapes detaillees, pas a pas",
    "block":
        "bloc, blocs, demi journee, partie, parties, section, periode, temps de la journee",
    "day":
        "jour, jours, journee, journees, date, dates, jour date",
    "place":
        "lieu, lieux, salle, salles, ou",
    "number":
        "n, no, num, numero, nr, ordre, cumul, cumule, temps cumule, duree cumulee, total, temps restant, reste",
}  # fmt: skip
_ENGLISH = {
    "start":
        "start, starts, begin, begins, from, start time, starting, starts at, begin time, time start, "
        "start at",
    "end":
        "end, ends, finish, until, till, to, end time, finish time, ends at, stop, time end, end at",
    "time":
        "time, times, when, hour, hours, slot, time slot, schedule, clock, time of day, start end, from to",
    WHEN:
        "timing, timings",
    "length":
        "length, duration, durations, mins, min, minutes, how long, dur, time allotted, allotted, "
        "estimated time, time needed, allocated time, time allocated, planned time, time in minutes, "
        "time min, len",
    "title":
        "title, what, activity, activities, item, items, agenda item, topic, topics, session, step, segment, "
        "name, subject, event, exercise, agenda, block title, programme, program, theme, section title, "
        "part, stage, stages",
    "content":
        "content, contents, description, details, detail, what happens, process, instructions, notes for us, "
        "what we do, the facilitator does, what the, how it runs, running notes, key points, key messages, "
        "talking points, evaluation, does, do",
    "objective":
        "objective, objectives, goal, goals, purpose, aim, aims, why, intention, learning outcomes, "
        "learning objectives",
    "method":
        "method, methods, how, approach, facilitation, methodology, technique, format, tool method, "
        "activity type",
    "form":
        "form, setting, setup, set up, grouping, group size",
    "material":
        "material, materials, equipment, resources, tools, props, supplies, documents, handouts, slides, "
        "things needed, kit, materials needed, material needed, with what",
    "lead":
        "lead, leads, who, leader, facilitator, facilitators, host, hosts, speaker, speakers, presenter, "
        "presenters, owner, trainer, trainers, led by, by, run by, responsible, who leads, who s leading, "
        "person, chair, moderator, moderators, in charge, coach",
    "support":
        "support, second, seconded by, co facilitator, co host, assistant, assisted by",
    "tech":
        "tech, technical, producer",
    "needs":
        "guest, guests, needs",
    "notes":
        "notes, note, comments, comment, remarks, remark, additional info, info, additional information, "
        "observations, misc, other, information",
    "plan_b":
        "plan b, fallback, backup, back up, backup plan, if it goes wrong",
    "output":
        "output, outputs, outcome, outcomes, deliverable, deliverables, result, results, desired outcome",
    "prompts":
        "prompts, prompt, questions, question, key questions",
    "kind":
        "kind, type, category",
    "min":
        "shortest, minimum, at least",
    "max":
        "longest, maximum, at most, max",
    "at":
        "fixed, fixed at, fixed time, pinned",
    "optional":
        "optional",
    "steps":
        "steps, sub steps",
    "block":
        "block, blocks, section, half day, part of day, session block",
    "day":
        "day, days, date, dates",
    "place":
        "place, room, location, venue, where",
    "number":
        "no, nr, number, num, order, cumulative, running total, elapsed, total, time left, left, remaining, "
        "time remaining",
}  # fmt: skip


def _by_phrase(words: dict[str, str]) -> dict[str, str]:
    return {phrase.strip(): name for name, phrases in words.items() for phrase in phrases.split(",")}


FRENCH, ENGLISH = _by_phrase(_FRENCH), _by_phrase(_ENGLISH)
WORDS = {"fr": FRENCH, "en": ENGLISH}
"""The words above columns, by the language that they are of."""
FIELDS = tuple(dict.fromkeys((*_FRENCH, *_ENGLISH, PARALLEL)))
"""The fields that a column may hold."""
_TIMES = ("start", "end", "time", WHEN, "length", "min", "max", "at")
_PARTED = re.compile(r"\s*[/&+|,;\n]\s*|\s+(?:et|and|ou|or)\s+|\s+[-–—]\s+")
_UNIT = re.compile(r"\b(?:en )?(?:(h|heures?|hours?|hrs?)|(mn|min|mins|minutes?))\b")
_BETWEEN = frozenset(["of", "for", "in", "to", "de", "du", "des", "d", "l", "la", "le", "les"])
"""Small words within a head."""
LONGEST = 60
"""Characters of a head; a longer one is a text."""


def fields_of(head: str, language: str | None = None) -> tuple[str, ...]:
    """The fields that a column with this head holds, the first one first; empty if that is not known."""
    if not head.strip() or len(head) > LONGEST:
        return ()
    if whole := _field(fold(re.sub(r"[()\[\]:*?.°#]", " ", head)), language):
        return (whole,)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", head)
    found = [_field(fold(re.sub(r"[()\[\]:*?.°#]", " ", part)), language) for part in _PARTED.split(bare)]
    return tuple(dict.fromkeys(one for one in found if one))


def hours_meant(head: str) -> bool:
    """Tell whether the head says that numbers under it are hours: `Durée (h)`."""
    found = _UNIT.search(" ".join(re.findall(r"[(\[][^()\[\]]*|\b(?:en|in) \w+", fold(head))))
    return found is not None and found[1] is not None


def is_timed(name: str) -> bool:
    """Tell whether the field holds times."""
    return name in _TIMES


def languages_of(head: str) -> set[str]:
    """The languages in which the head is a known word."""
    plain = fold(re.sub(r"[()\[\]:*?.°#]", " ", head))
    return {name for name, words in WORDS.items() if _known(plain, words)}


def _noun(said: list[str]) -> str:
    """The noun that several English words are about: the last one, before “of” and the like: `session leader`."""
    end = next((k for k, word in enumerate(said) if k and word in _BETWEEN), len(said))
    return said[end - 1]


def _field(plain: str, language: str | None) -> str | None:
    """The field of a head that is folded; the words of `language` count first."""
    first = WORDS.get(language or "", FRENCH)
    both = (first, *(words for words in WORDS.values() if words is not first))
    for words in both:
        if found := words.get(plain):
            return found
    return next((found for words in both if (found := _known(plain, words))), None)


def _known(plain: str, words: dict[str, str]) -> str | None:
    """The field of a head of several words: that of the longest phrase that it begins with, else of its first word
    that is known."""
    if found := words.get(plain):
        return found
    said = plain.split()
    if not said or len(said) > 7 or any(map(str.isdecimal, plain)):
        return None
    if said[:1] in (["nom"], ["name"], ["prenom"]) and len(said) > 1:
        return _known(" ".join(word for word in said[1:] if word not in _BETWEEN), words)
    if words is ENGLISH and len(said) < 5 and (found := words.get(_noun(said))):
        return found
    for end in range(len(said) - 1, 0, -1):
        phrase = " ".join(said[:end])
        if phrase in words and (end > 1 or len(phrase) > 2):
            return words[phrase]
    return next((words[one] for one in said[1:] if len(one) > 3 and one in words), None) if len(said) < 5 else None
