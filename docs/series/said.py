"""What is said on the three days of docs/series, and when: invented, in the words of such days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workshop_tui.agenda.vocabulary import Reason


@dataclass(frozen=True)
class Heard:
    """A note: when it is taken, and all that it says."""

    clock: str
    kind: str | None
    text: str
    phases: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    about: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    by: str = "pascal"
    remember: bool = False


@dataclass(frozen=True)
class Named:
    """An initiative, and what is said of it."""

    clock: str
    name: str
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """A run of the seed's day: `starts` are when one goes on to the next segment, at `lunch` one stops."""

    id: str
    day: date
    territory: str
    lot: str
    people: tuple[tuple[str, str | None], ...]
    starts: tuple[str, ...]
    lunch: str
    ended: str
    named: tuple[Named, ...]
    heard: tuple[Heard, ...]
    longer: tuple[tuple[str, int, Reason], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


def asks(clock: str, text: str, way: tuple[str, str], purpose: str, phase: str, answer: str | None = None,
         about: str | None = None) -> Heard:  # fmt: skip
    """A request: `way` is from whom to whom."""
    said = {"asker": way[0], "asked": way[1], "purpose": purpose, "answer": answer}
    return Heard(clock, "sollicitation", text, (phase,), (), about, said)


MORNING = ("9h03", "9h17", "9h38", "10h05", "10h27", "10h32", "10h47", "11h07", "11h31", "11h48")
AFTERNOON = ("13h32", "13h41", "14h03", "14h34", "14h55", "15h00", "15h14", "15h45", "16h02", "16h16")
"""The starts of all segments."""


def without(starts: tuple[str, ...], clock: str) -> tuple[str, ...]:
    """Leave a start out: that of a segment which is skipped."""
    return tuple(one for one in starts if one != clock)


HAUT_LAC = Run(
    "haut-lac-2026-03-12", date(2026, 3, 12), "Haut-Lac", "0f3c1d6a",
    (
        ("Claire Vidal", "Communauté de communes du Haut-Lac"), ("Yves Meunier", "Mairie de Saint-Rémy"),
        ("Sonia Benali", "Parc naturel régional"), ("Marc Ollier", "Foyer rural de Saint-Rémy"),
        ("Hélène Faure", "Association Terres vives"), ("Louis Garnier", "PETR du Haut-Lac"),
    ),
    (*without(MORNING, "10h27"), "11h58", *AFTERNOON), "11h58", "16h31",
    (
        Named("9h55", "Atelier vélo de Saint-Rémy", {
            "kind": "atelier de réparation participatif", "territory": "Saint-Rémy", "phase": "structuration",
            "carried_by": "un collectif de douze habitants", "stakes": "un lieu pour l'hiver",
            "stakeholders": ("elus", "associations"), "reported_by": "Yves Meunier"}),
        Named("9h58", "Jardin partagé des Berges", {
            "kind": "jardin partagé", "phase": "emergence", "stakes": "l'accès à l'eau et à un terrain"}),
    ),
    (
        Heard("10h12", "constat", "Les services découvrent les collectifs par la presse locale", ("emergence",),
              ("collectivites",)),
        Heard("10h51", "frein", "On n'a vu le maire qu'au bout de six mois : il nous croyait contre lui",
              ("emergence",), ("elus",), "atelier vélo", remember=True),
        asks("10h54", "Un local pour l'hiver", ("collectif", "elus"), "local", "structuration",
             "oui, un an, sans loyer", "atelier vélo"),
        asks("10h57", "Relire des statuts simples", ("collectif", "associations"), "juridique", "structuration",
             None, "atelier vélo"),
        Heard("11h02", "verbatim", "On ne voulait pas d'un président, on voulait des clés.", ("definition",),
              ("collectif",), "atelier vélo", {"speaker": "membre du collectif", "agreed": True}),
        Heard("11h12", "levier", "Une chargée de mission qui vient aux réunions du soir, sans rien demander",
              ("emergence",), ("ingenierie",), by="aurelie", remember=True),
        Heard("11h15", "levier", "Elle a tenu le carnet d'adresses à jour pour tout le monde", ("emergence",),
              ("ingenierie",), by="aurelie"),
        Heard("11h18", "levier", "Elle a dit dès le début ce qu'elle ne ferait pas", ("emergence",), ("ingenierie",),
              by="aurelie"),
        asks("11h24", "Venir présenter leur projet en conseil municipal", ("commune", "collectif"), "reconnaissance",
             "definition", "ils préfèrent inviter les élus sur place"),
        Heard("11h34", "question", "L'intérêt général : qui le dit, l'élu ou l'usage ?", (), ("elus",)),
        asks("14h20", "Un relais dans le bulletin communal", ("collectif", "commune"), "communication",
             "experimentation", "oui, à chaque numéro"),
        asks("14h26", "Une subvention de démarrage", ("collectif", "gal"), "argent", "action",
             "seulement à partir de 5 000 €"),
        Heard("15h31", "frein", "La liste d'adhérents demandée par la commune est lue comme un contrôle",
              ("consolidation",), ("elus",), "atelier vélo"),
        Heard("15h50", "ressource", "Le modèle de convention d'occupation du Parc", ("structuration",),
              ("territoires",), None, {"reference": "site du Parc, rubrique Habitants"}),
        Heard("16h08", "action", "Inviter le foyer rural à l'atelier vélo", (), (), "atelier vélo",
              {"who": "Yves Meunier", "due": "avant le 1er avril"}),
    ),
    longer=(("9h28", 3, "late"), ("11h20", 5, "debate")), skipped=(("10h26", "tampon-matin"),),
)  # fmt: skip

SOURCES = Run(
    "plateau-des-sources-2026-05-21", date(2026, 5, 21), "Plateau des Sources", "77b2e901",
    (
        ("Nadia Colin", "Café associatif La Halte"), ("Paul Estève", "Communauté de communes des Sources"),
        ("Inès Kaci", "Centre social"), ("Gérard Maurel", "Mairie de Villebrune"), ("Odile Pons", None),
    ),
    (*MORNING, "12h00", *without(AFTERNOON, "14h55")), "12h00", "16h29",
    (
        Named("9h52", "La Halte, café associatif", {
            "kind": "café associatif", "territory": "Villebrune", "phase": "action", "carried_by": "Nadia Colin",
            "status": "association", "stakes": "l'emploi d'une personne", "stakeholders": ("collectivites", "gal")}),
        Named("9h57", "L'atelier velo de St-Rémy", {
            "kind": "atelier de réparation participatif", "phase": "experimentation",
            "stakes": "être imité sans être copié"}),
        Named("10h00", "Atelier Vélo de Saint-Rémy", {"phase": "experimentation"}),
    ),
    (
        Heard("10h15", "constat", "Deux collectifs sur trois n'ont pas de nom de contact connu de la mairie",
              ("emergence",), ("elus",)),
        Heard("10h50", "frein", "Le maire a cru à une liste d'opposition : un an de silence", ("emergence",),
              ("elus",), "La Halte", remember=True),
        asks("10h55", "La salle des fêtes, un soir par semaine", ("collectif", "commune"), "local", "experimentation",
             "oui, en dehors des vacances", "La Halte"),
        asks("11h00", "Aide au montage d'un dossier LEADER", ("collectif", "ingenierie"), "conseil", "structuration",
             "trois rendez-vous, dossier déposé", "La Halte"),
        Heard("11h10", "levier", "Un agent de la communauté de communes payé pour être là le samedi", ("emergence",),
              ("collectivites",), by="aurelie"),
        Heard("11h16", "verbatim", "La confiance est venue quand ils ont mangé avec nous.", ("definition",),
              ("elus",), "La Halte", {"speaker": "une bénévole", "agreed": True}),
        asks("11h26", "Tenir la buvette du marché de la commune", ("commune", "collectif"), "benevoles", "action",
             "oui, une fois par mois", "La Halte"),
        Heard("14h16", "frein", "Personne ne veut plus présider après cinq ans", ("consolidation",), ("collectif",),
              "La Halte"),
        Heard("14h24", "frein", "Les aides financent la première année, jamais la quatrième", ("consolidation",),
              ("financeurs",), "La Halte", remember=True),
        asks("14h29", "Une aide au fonctionnement", ("collectif", "financeurs"), "argent", "consolidation", None,
             "La Halte"),
        Heard("14h45", "idee", "Présenter les collectifs en conseil une fois l'an, sans rien leur demander",
              ("emergence",), ("elus",)),
        Heard("15h36", "levier", "Un binôme de présidents, un an chacun", ("consolidation",), ("collectif",),
              "La Halte"),
        Heard("16h06", "action", "Envoyer la convention du Parc aux Sources", (), (), None,
              {"who": "Aurélie", "due": "vendredi"}),
    ),
    longer=(("10h58", 5, "debate"), ("14h20", 4, "technical")), skipped=(("14h54", "tampon-apres-midi"),),
)  # fmt: skip

BRUME = Run(
    "vallee-de-brume-2026-09-24", date(2026, 9, 24), "Vallée de Brume", "c41a55d3",
    (
        ("Yves Meunier", "Mairie de Saint-Rémy"), ("Amadou Diarra", "PETR de la Brume"),
        ("Lucie Arnal", "Tiers-lieu La Filature"), ("Bastien Roux", "Département"), ("Mireille Costa", None),
        ("Thomas Vidal", "Bailleur social"),
    ),
    (*without(MORNING, "10h27"), "11h59", *AFTERNOON), "11h59", "16h33",
    (
        Named("9h54", "Tiers-lieu La Filature", {
            "kind": "tiers-lieu", "territory": "Brume-le-Pont", "phase": "consolidation", "nature": "les-deux",
            "carried_by": "Lucie Arnal", "status": "coopérative", "stakes": "racheter les murs"}),
        Named("9h59", "Atelier vélo de Saint-Rémy", {
            "kind": "atelier de réparation participatif", "phase": "action", "stakes": "une deuxième saison"}),
        Named("10h02", "Jardin partagé des berges", {"kind": "jardin partagé", "phase": "definition"}),
    ),
    (
        Heard("10h49", "frein", "L'élu référent change à chaque mandat, tout est à recommencer", ("emergence",),
              ("elus",), "Tiers-lieu"),
        asks("10h53", "Un bail de plus d'un an", ("collectif", "elus"), "local", "consolidation",
             "pas avant les élections", "Tiers-lieu"),
        asks("10h59", "Un avis sur le statut de coopérative", ("collectif", "ingenierie"), "juridique",
             "structuration", "oui, avec l'union régionale", "Tiers-lieu"),
        Heard("11h11", "levier", "Une visite ouverte aux élus avant toute demande", ("emergence",), ("elus",),
              by="aurelie", remember=True),
        Heard("11h19", "verbatim", "On nous demande d'innover, puis d'entrer dans les cases.", ("structuration",),
              ("collectif",), "Tiers-lieu", {"speaker": "une coopératrice", "agreed": True}),
        Heard("11h21", "verbatim", "Je n'aurais pas signé si j'avais su.", ("structuration",), ("elus",), None,
              {"speaker": "un élu", "agreed": False}),
        asks("14h18", "Accueillir une permanence d'accès aux droits", ("departement", "collectif"), "local",
             "action", "oui, le mardi", "Tiers-lieu"),
        asks("14h27", "Un prêt sans garantie", ("collectif", "financeurs"), "argent", "consolidation", None,
             "Tiers-lieu"),
        Heard("14h31", "frein", "Le temps des subventions n'est pas celui des travaux", ("consolidation",),
              ("financeurs",), "Tiers-lieu"),
        Heard("15h33", "levier", "Des parts sociales d'habitants : quatre-vingts en un mois", ("consolidation",),
              ("habitants",), "Tiers-lieu"),
        Heard("15h38", "constat", "Les bailleurs sociaux cherchent des collectifs et ne savent pas où",
              ("definition",), ("bailleurs sociaux",)),
        Heard("16h09", "action", "Passer le contact de l'union régionale au jardin des Berges", (), (),
              "jardin partagé", {"who": "Lucie Arnal", "due": "2026-10-15"}),
    ),
    longer=(("9h30", 4, "late"), ("11h22", 6, "debate")), skipped=(("10h26", "tampon-matin"),),
)  # fmt: skip

DAYS = (HAUT_LAC, SOURCES, BRUME)
