"""Plans as people have them, each read with at most one question: what is understood of them, and what is said."""

from __future__ import annotations

import pytest

from tests.plans.read import plan_in, remarks, told, understood_of, wrong
from workshop_tui.locale import speak
from workshop_tui.plans.rows import Unread


@pytest.fixture(autouse=True)
def _english():
    speak("en")


# ── the six samples ──────────────────────────────────────────────────────────────────────────────────────
SAMPLES = {
    "deroule-2-jours.md": [
        "day 1", "[Matin 9:00–12:30]", "9:00 20 Accueil et cadre", "9:20 45 Cartographier nos territoires",
        "10:05 15 Pause pause", "10:20 70 Témoignage, puis échanges", "11:30 60 Ce qui distingue un collectif",
        "[Après-midi 14:00–17:00]", "14:00 90 Étude de cas par groupes de 4", "15:30 15 Pause pause",
        "15:45 75 Mise en commun", "day 2", "[Matin 9:00–12:00]", "9:00 90 Outils et méthodes",
        "10:30 90 Mon prochain pas, bilan",
    ],
    "deroule-excel-fr.csv": [
        "[Séance du matin 9:00–12:00]", "9:00 15 Accueil lead=Aurélie", "9:15 45 Brise-glace, attentes lead=Pascal",
        "10:00 45 Les phases de l'action lead=Pascal+Aurélie", "10:45 15 PAUSE pause", "11:00 60 Témoignage",
    ],
    "evening.md": [
        "[Soirée 19:00–24:30]", "19:00 30 Accueil, inscriptions", "19:30 20 Rapport des cercles lead=Cercle animation",
        "19:50 25 Vote", "20:15 30 Entracte pause", "20:45 45 Résultats", "21:30 135 Moment participatif",
        "23:45 45 Rangement",
    ],
    "kick-off.docx": [
        "[Intro & kick-off 10:00–12:30]", "10:00 45 Introduction", "10:45 75 Hopes and fears", "12:00 30 Next steps",
    ],
    "start-times-only.md": [
        "[Morning 8:30–12:30]", "8:30 30 Doors open", "9:00 20 Welcome", "9:20 85 Part 1: mapping",
        "10:45 15 Break pause", "11:00 90 Part 2: cases", "[Afternoon 13:30–15:30]", "13:30 90 Part 3: tools",
        "15:00 30 Wrap-up",
    ],
    "team-day.xlsx": [
        "[Morning 9:00–12:00]", "9:00 30 Check-in lead=Sam", "9:30 75 What we learnt this year lead=Sam+Jo",
        "10:45 15 Break pause", "11:00 60 Decisions lead=Jo",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_without_a_question_and_passes_check(name):
    proposal = understood_of(name)
    assert (told(proposal), wrong(proposal)) == (SAMPLES[name], [])
    plan_in(proposal)


def test_a_semicolon_within_a_cell_is_said_and_moves_no_column():
    found = understood_of("deroule-excel-fr.csv")
    assert remarks(found) == ["5: a “;” is taken for a part of its cell"]
    assert next(found.days[0].segments).texts == {"objective": "Que chacun soit là", "method": "Tour de table"}


# ── what other people write ──────────────────────────────────────────────────────────────────────────────
MARKDOWN = {
    "two days, starts alone, lunch and end in words": (
        """# Formation « Conduire une réunion »

Date : 12 mars 2026
Lieu : Lyon, salle 4

## Jour 1 : Préparer

| Timing | Contenu | Objectif pédagogique | Animateur |
|---|---|---|---|
| 9h | Accueil café | | |
| 9h30 | Tour de table<br>Chacun dit son attente | Se connaître | Léa |
| 12h30 | Déjeuner | | |
| 14h | Mise en situation | | Marc et Léa |
| 17h | Fin de la journée | | |

## Jour 2 : Conduire

| Timing | Contenu | Objectif pédagogique | Animateur |
|---|---|---|---|
| 9h30 – 12h | Jeux de rôle (2 h 30) | | |
""",
        ["day 1 Préparer 2026-03-12", "[Matin 9:00–12:30]", "9:00 30 Accueil café", "9:30 180 Tour de table lead=Léa",
         "[Après-midi 14:00–17:00]", "14:00 180 Mise en situation lead=Marc+Léa", "day 2 Conduire",
         "[Matin 9:30–12:00]", "9:30 150 Jeux de rôle"],
    ),
    "headings with lists": (
        """# Atelier habitants

## Matin (9h – 12h)

- 9h00 – 9h15 : Accueil
- 9h15 – Tour de table (30 min) — Paul
  - chacun en une minute
  - Matériel : bâton de parole
- 9h45 Travail en groupes (1h15)
- 11h00 Pause (15')
- 11h15 Restitution

## Après-midi (13h30 – 16h)

- 13h30 Mise en action
- 15h30 Bilan
""",
        ["[Matin 9:00–12:00]", "9:00 15 Accueil", "9:15 30 Tour de table lead=Paul", "9:45 75 Travail en groupes",
         "11:00 15 Pause pause", "11:15 45 Restitution", "[Après-midi 13:30–16:00]", "13:30 120 Mise en action",
         "15:30 30 Bilan"],
    ),
    "a heading a segment": (
        """# Réunion de lancement

### 14h00 - 14h15 Accueil
- Objectif : se dire bonjour
- Qui : Anne

### 14h15 - 15h00 Présentation du projet
Diaporama, puis questions.
- 10 min : présentation
- 35 min : questions

### 15h00 - 15h15 Pause
""",
        ["[Après-midi 14:00–15:15]", "14:00 15 Accueil lead=Anne", "14:15 45 Présentation du projet",
         "15:00 15 Pause pause"],
    ),
    "a table without a head": (
        "| 9:00 | Arrival |\n| 9:15 | Icebreaker |\n| 10:00 | Break |\n| 10:15 | Deep dive |\n| 12:00 | End |\n",
        ["[Morning 9:00–12:00]", "9:00 15 Arrival", "9:15 45 Icebreaker", "10:00 15 Break pause",
         "10:15 105 Deep dive"],
    ),
    "an afternoon without am and pm": (
        "| Time | What |\n|-|-|\n| 11:00 | Talk |\n| 12:00 | Lunch |\n| 1:00 | Cases |\n| 2:30 | End |\n",
        ["[Morning 11:00–12:00]", "11:00 60 Talk", "[Afternoon 13:00–14:30]", "13:00 90 Cases"],
    ),
    "plain lines": (
        "Conseil de classe\n18h00 Accueil\n18h10 Tour de table\n20h00 Fin\n",
        ["[Soirée 18:00–20:00]", "18:00 10 Accueil", "18:10 110 Tour de table"],
    ),
    "items with a name behind their length, under a sentence that says when it begins": (
        """# Kick-off with partners

Thursday, starts 9:30 AM

- Welcome and coffee (15 min)
- Round of introductions – 25 min – Sam
- What we know so far: 40 minutes
- Break, 10'
- Cases (20 min, Anna and Zoé)
- Feedback: 5 minutes (in pairs)
""",
        ["[Morning 9:30–11:25]", "9:30 15 Welcome and coffee", "9:45 25 Round of introductions lead=Sam",
         "10:10 40 What we know so far", "10:50 10 Break pause", "11:00 20 Cases lead=Anna+Zoé", "11:20 5 Feedback"],
    ),
    "an evening that begins in a sentence": (
        "# Soirée débat\n\nDébut à 19h, salle des fêtes\n\n"
        "1. Accueil : 15 min\n2. Le projet : 20 minutes (Zoé)\n3. Débat – 45'\n",
        ["[Soirée 19:00–20:20]", "19:00 15 Accueil", "19:15 20 Le projet lead=Zoé", "19:35 45 Débat"],
    ),
    "two things at one time, and one that may be left out": (
        "| Heure | Durée | Titre |\n|-|-|-|\n| 9h | 30' | Atelier A |\n| 9h | 30' | Atelier B |\n"
        "| 9h30 | 20-30 min | Jeu (facultatif) |\n",
        ["[Matin 9:00–9:50]", "9:00 30 Atelier A / Atelier B", "9:30 20 Jeu optional max 30"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("habit", MARKDOWN)
def test_each_habit_is_understood(habit):
    text, expected = MARKDOWN[habit]
    proposal = understood_of("plan.txt" if habit == "plain lines" else "plan.md", text)
    assert (told(proposal), wrong(proposal)) == (expected, [])
    plan_in(proposal)


def test_what_is_said_above_a_table_is_of_the_whole():
    found = understood_of("p.csv", "Séminaire;;\nLieu : Gîte des Pins;;\nPublic : élus;;\nHeure;Titre;Durée\n9h;A;30\n")
    assert (found.title, found.place, found.audience) == ("Séminaire", "Gîte des Pins", "élus")


def test_details_below_a_heading_go_into_their_fields():
    _welcome, shown, _break = understood_of("plan.md", MARKDOWN["a heading a segment"][0]).days[0].segments
    assert (shown.texts, shown.steps) == (
        {"method": "Diaporama, puis questions."},
        [("présentation", 10), ("questions", 35)],
    )


@pytest.mark.parametrize("name", ["seminaire.xlsx", "seminaire.ods", "seminaire.xls"])
def test_a_workbook_in_any_form_with_a_head_over_two_rows_and_merged_headings(name):
    assert told(understood_of(name)) == [
        "[Matin 9:00–12:30]",
        "9:00 30 Accueil lead=Zoé",
        "9:30 75 Vision lead=Zoé+Ali",
        "10:45 15 Pause pause",
        "11:00 90 Projets lead=Ali",
        "[Après-midi 14:00–16:00]",
        "14:00 90 Ateliers everybody=lead",
        "15:30 30 Synthèse lead=Zoé",
    ]


def test_a_trainers_word_table_with_merged_cells():
    found = understood_of("formatrice.docx")
    assert told(found) == [
        "[Matin 9:00–12:00]",
        "9:00 15 Accueil",
        "9:15 30 Quiz",
        "9:45 20 Correction",
        "10:05 10 Synthèse",
        "10:15 15 Pause pause",
        "10:30 90 Cas pratique",
        "[Après-midi 13:30–16:30]",
        "13:30 150 Mise en pratique",
        "16:00 30 Bilan",
    ]
    assert wrong(found) == remarks(found) == []


def test_days_in_a_column_and_times_that_are_apart():
    found = understood_of(
        "p.tsv",
        "Jour\tHoraire\tThème\tIntervenant\n12/03/2026\t9h00-10h30\tHistoire\tDupont\n\t10h45-12h00\tDroit\tMartin\n"
        "\t14h00-17h00\tCas\tDupont\n13/03/2026\t9h00-12h00\tVisite\tMartin\n",
    )
    assert told(found) == [
        "day 1 2026-03-12",
        "[Matin 9:00–12:00]",
        "9:00 90 Histoire lead=Dupont",
        "10:45 75 Droit fixed lead=Martin",
        "[Après-midi 14:00–17:00]",
        "14:00 180 Cas lead=Dupont",
        "day 2 2026-03-13",
        "[Matin 9:00–12:00]",
        "9:00 180 Visite lead=Martin",
    ]
    assert remarks(found) == ["3: nothing is planned for 15 min before it: it begins at a fixed time"]


# ── what cannot be known ─────────────────────────────────────────────────────────────────────────────────
LENGTHS = "Matin;\nDurée;Activité\n15;Accueil\n1h;Diagnostic\nAprès-midi;\n30 mn;Retour\n"


def test_only_lengths_are_one_question_which_has_an_answer_for_each_block():
    assert wrong(understood_of("p.csv", LENGTHS)) == [
        "--start: only lengths are given: when does “Matin”, “Après-midi” begin?"
    ]
    assert told(understood_of("p.csv", LENGTHS, starts=(540, 840))) == [
        "[Matin 9:00–10:15]",
        "9:00 15 Accueil",
        "9:15 60 Diagnostic",
        "[Après-midi 14:00–14:30]",
        "14:00 30 Retour",
    ]


def test_a_last_segment_without_an_end_is_a_question():
    text = "| Start | What |\n|-|-|\n| 9:00 | A |\n| 9:30 | B |\n"
    assert wrong(understood_of("p.md", text)) == ["--end: nothing says when this ends: “B”. When does it?"]
    assert told(understood_of("p.md", text, ends=(600,)))[1:] == ["9:00 30 A", "9:30 30 B"]


def test_hours_and_a_length_that_disagree_are_said_and_hours_out_of_order_refused_each_with_its_row():
    found = understood_of(
        "p.csv",
        "Start,End,Length,What\n9:00,9:30,20,Welcome\n9:30,10:00,30,Talk\n9:50,10:30,40,Over\n8:00,8:30,30,Early\n"
        "11:00,10:45,15,Backwards\n",
    )
    assert remarks(found) == ["2: the hours make 30 min, its length is 20: the hours count"]
    assert wrong(found) == [
        "4: begins at 9:50, when the row above it goes on until 10:00",
        "5: begins at 8:00, before the row above it",
        "5: begins at 8:00, when the row above it goes on until 10:00",
        "6: ends at 10:45, before it begins",
    ]


def test_a_total_that_is_none_is_said():
    found = understood_of("p.csv", "Durée;Titre;Début\n30;A;9h\n45;B;9h30\n2h;Total;\n")
    assert remarks(found) == ["4: says 120 min; the rows above make 75"]


def test_two_sheets_that_hold_plans_are_a_question(tmp_path):
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "two.xlsx") as book:
        for name in ("Plan A", "Plan B"):
            sheet = book.add_worksheet(name)
            for k, row in enumerate([("Start", "End", "What"), ("9:00", "10:00", name)]):
                sheet.write_row(k, 0, row)
    raw = (tmp_path / "two.xlsx").read_bytes()
    assert wrong(understood_of("two.xlsx", raw)) == ["--sheet: which sheet is the plan? “Plan A”, “Plan B”"]
    assert told(understood_of("two.xlsx", raw, sheet="plan b")) == ["[Morning 9:00–10:00]", "9:00 60 Plan B"]
    with pytest.raises(Unread, match="there is no sheet"):
        understood_of("two.xlsx", raw, sheet="Plan C")


def test_a_column_that_was_guessed_wrong_is_mapped():
    text = "Heure;Machin;Truc\n9h;A;Zoé\n10h;Fin;\n"
    assert [(one.head, one.field) for one in understood_of("p.csv", text).columns][2] == ("Truc", None)
    found = understood_of("p.csv", text, columns={"Truc": "lead"})
    assert told(found)[1] == "9:00 60 A lead=Zoé"
    missing = understood_of("p.csv", text, columns={"Chose": "lead"})
    assert wrong(missing) == ["there is no column “Chose”; there are: Heure, Machin, Truc"]


def test_a_text_without_times_is_no_plan():
    with pytest.raises(Unread, match="no plan was found"):
        understood_of("p.md", "# Hello\n\nSome words.\n")


# ── what stands otherwise in a table ─────────────────────────────────────────────────────────────────────
TABLES = {
    "hours and titles in one column": (
        "Horaire / Séquence;Détails\n9h – 9h30 Accueil café;en salle A\n9h30 – 10h Tour de table;\n",
        ["[Matin 9:00–10:00]", "9:00 30 Accueil café", "9:30 30 Tour de table"],
    ),
    "parts of the day in a column without a head": (
        ";Horaire;Séquence\nMatin;9h-9h30;Accueil\n;9h30-12h;Travail\nAprès-midi;14h-16h;Suite\n",
        ["[Matin 9:00–12:00]", "9:00 30 Accueil", "9:30 150 Travail", "[Après-midi 14:00–16:00]", "14:00 120 Suite"],
    ),
    "days and parts of the day in columns": (
        "Jour;Moment;Horaire;Activité\nJour 1;Matin;9h-12h;A\n;Après-midi;14h-16h;B\nJour 2;Matin;9h-12h;C\n",
        ["day 1", "[Matin 9:00–12:00]", "9:00 180 A", "[Après-midi 14:00–16:00]", "14:00 120 B", "day 2",
         "[Matin 9:00–12:00]", "9:00 180 C"],
    ),
    "a sum without a word": (
        "Durée;Titre;Début\n30;A;9h\n45;B;9h30\n1h15;;\n", ["[Matin 9:00–10:15]", "9:00 30 A", "9:30 45 B"],
    ),
    "a start above its end, and a head of two words": (
        'Time,Session leader,Session\n"9:00\n9:30",Ann,Welcome\n"9:30-\n10:30h",Bob,Talk\n',
        ["[Morning 9:00–10:30]", "9:00 30 Welcome lead=Ann", "9:30 60 Talk lead=Bob"],
    ),
    "a running total beside the lengths": (
        "Temps;Temps cumulé;Activité;Début\n10;10;A;9h\n20;30;B;9h10\n",
        ["[Matin 9:00–9:30]", "9:00 10 A", "9:10 20 B"],
    ),
    "a break in the column of titles": (
        "Horaire;Titre\n9h-10h;A\n;Pause 10h-10h15\n10h15-11h;B\n",
        ["[Matin 9:00–11:00]", "9:00 60 A", "10:00 15 Pause pause", "10:15 45 B"],
    ),
    "lengths in hours": (
        "Activité;Durée en heures;Début\nA;1,5;9h\nB;0,5;10h30\n", ["[Matin 9:00–11:00]", "9:00 90 A", "10:30 30 B"],
    ),
    "am and pm, and afternoons without": (
        "Time;Activity\n9:00 AM – 9:15 AM;Hello\n9:15 AM – 10:00 AM;Talk\n10:00;Work\n12:00;Lunch\n1:00;Again\n"
        "2:30 PM;End\n",
        ["[Morning 9:00–12:00]", "9:00 15 Hello", "9:15 45 Talk", "10:00 120 Work", "[Afternoon 13:00–14:30]",
         "13:00 90 Again"],
    ),
    "a night": (
        "Heure;Quoi\n20h;Concert\n23h;Pause\n23h30;Bal\n2h;Fin\n",
        ["[Soirée 20:00–26:00]", "20:00 180 Concert", "23:00 30 Pause pause", "23:30 150 Bal"],
    ),
    "days as rows of one table": (
        "Jour 1;;\nHeure;Durée;Quoi\n9h;1h;A\nJour 2;;\n9h;1h;B\n10h;30;C\n",
        ["day 1", "[Matin 9:00–10:00]", "9:00 60 A", "day 2", "[Matin 9:00–10:30]", "9:00 60 B", "10:00 30 C"],
    ),
    "two starts and a length that go together over merged cells": (
        "Horaire;Durée;Titre\n9h-10h;30';A\n;20';B\n;10';C\n10h-11h;;D\n;;and more\n",
        ["[Matin 9:00–11:00]", "9:00 30 A", "9:30 20 B", "9:50 10 C", "10:00 60 D"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("habit", TABLES)
def test_each_table_is_understood(habit):
    text, expected = TABLES[habit]
    proposal = understood_of("p.csv", text)
    assert (told(proposal), wrong(proposal)) == (expected, [])
    plan_in(proposal)


def test_weekdays_are_days_and_their_halves_blocks():
    found = understood_of(
        "p.md",
        "# Stage\n\n## Lundi 12 mars – Matin\n\n- 9h A\n- 12h Fin\n\n## Lundi 12 mars – Après-midi\n\n- 14h B\n"
        "- 16h Fin\n\n## Mardi 13 mars – Matin\n\n- 9h C\n- 12h Fin\n",
    )
    assert (found.title, told(found)) == (
        "Stage",
        [
            "day 1",
            "[Matin 9:00–12:00]",
            "9:00 180 A",
            "[Après-midi 14:00–16:00]",
            "14:00 120 B",
            "day 2",
            "[Matin 9:00–12:00]",
            "9:00 180 C",
        ],
    )


def test_a_footnote_is_told_as_not_read():
    found = understood_of("p.csv", "Atelier;;\nHeure;Titre;Durée\n9h;A;30\n* apporter les badges;;\n")
    assert found.title == "Atelier"
    assert [one.row.told for one in found.rows if one.what == "text"] == ["* apporter les badges"]


def test_a_morning_whose_end_nobody_says_is_asked_though_an_afternoon_follows():
    text = "## Matin\n\n- 9h A\n- 11h B\n\n## Après-midi\n\n- 14h C\n- 16h Fin\n"
    assert wrong(understood_of("p.md", text)) == ["--end: nothing says when this ends: “B”. When does it?"]
    assert told(understood_of("p.md", text, ends=(720,)))[2] == "11:00 60 B"


@pytest.mark.parametrize(
    "text",
    ["Timing;Quoi\n0-10';A\n10-30';B\n30-60';C\n", "Time;Quoi\n0:00;A\n0:10;B\n0:30;C\n1:00;Fin\n"],
)
def test_times_that_count_from_the_beginning_are_a_question_and_then_hours(text):
    [asked] = wrong(understood_of("p.csv", text))
    assert asked.startswith("--start: ")
    assert told(understood_of("p.csv", text, starts=(540,)))[1:] == ["9:00 10 A", "9:10 20 B", "9:30 30 C"]


def test_what_would_be_lost_is_refused_or_said():
    assert wrong(understood_of("p.csv", "Start,End,What\n9:00,9:00,Milestone\n9:00,10:00,Work\n")) == [
        "2: it ends when it begins: give it a length, or leave it out"
    ]
    unknown = "| Heure | Quoi |\n|-|-|\n| 9h | A |\n| | Pause |\n| 10h45 | B |\n| 12h | Fin |\n"
    assert wrong(understood_of("p.md", unknown)) == [
        "3: its length is not known",
        "4: it says neither when it begins nor how long it is",
    ]
    unsure = understood_of("p.csv", "Heure;Durée;Quoi\n9h;à définir;A\n10h;30 min;B\n")
    assert remarks(unsure) == ["2: not read as a time: “à définir”"]
