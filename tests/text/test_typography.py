"""Words that people typed, as papers print them: where lines do not break, and how quotations stand."""

from __future__ import annotations

import pytest

from workshop_tui.locale import decimal, speaking
from workshop_tui.text.typography import quoted, typeset

NB = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("De quoi parlons-nous ?", f"De quoi parlons-nous{NB}?"),
        ("Être là : venir ; écouter !", f"Être là{NB}: venir{NB}; écouter{NB}!"),
        ("il a dit « non » et « oui »", f"il a dit «{NB}non{NB}» et «{NB}oui{NB}»"),
        ("vraiment ?! (oui !)", f"vraiment{NB}?! (oui{NB}!)"),
        ("collé: comme typé? à 9:30", "collé: comme typé? à 9:30"),
        ("![image] !important :smile:", "![image] !important :smile:"),
        (f"déjà{NB}: fait", f"déjà{NB}: fait"),
        (": en tête", ": en tête"),
        ("l'élu, c'est-à-dire l'«ancien»", "l’élu, c’est-à-dire l’«ancien»"),
        ("Yann N'Diaye, presqu'île, d'1 h", "Yann N’Diaye, presqu’île, d’1 h"),
        ("5'30 de 'silence' entre eux'", "5'30 de 'silence' entre eux'"),
        ("https://parc.fr/l'eau, o'neil@parc.fr : l'eau", f"https://parc.fr/l'eau, o'neil@parc.fr{NB}: l’eau"),
        ("", ""),
    ],
)
def test_in_french_no_line_breaks_before_a_high_sign_and_an_apostrophe_is_typographic(typed, printed):
    assert typeset(typed, "fr") == printed
    assert typeset(typed, "en") == typed
    assert typeset(printed, "fr") == printed


@pytest.mark.parametrize("typed", ["une clé", "« une clé »", "«une clé»", "“une clé”", '"une clé"', "  une clé "])
def test_a_quotation_stands_once_in_the_marks_of_its_language(typed):
    assert quoted(typed, "fr") == f"«{NB}une clé{NB}»"
    assert quoted(typed, "en") == "“une clé”"


@pytest.mark.parametrize("typed", ["« a » et « b »", "«", '"', "« »"])
def test_marks_that_do_not_stand_around_the_whole_stay(typed):
    assert quoted(typed, "fr") == f"«{NB}{typed}{NB}»"


@pytest.mark.parametrize(("language", "told"), [("en", "−1.5"), ("fr", "−1,5")])
def test_a_number_has_the_decimal_sign_of_the_language(language, told):
    with speaking(language):
        assert decimal("−1.5") == told
