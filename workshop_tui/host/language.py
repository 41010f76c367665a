"""The language that the system speaks to this person: Windows and macOS set no LANG."""

from __future__ import annotations

import sys
from pathlib import Path

_PREFERENCES = Path("~/Library/Preferences/.GlobalPreferences.plist")
_FRENCH = 0x0C
"""Windows' number of the language, whatever the country: the ten low bits of an identifier."""

if sys.platform == "win32":

    def system_language() -> str | None:
        """`fr`, `en`…; None if it is not known."""
        import ctypes

        return of_identifier(int(ctypes.windll.kernel32.GetUserDefaultUILanguage()))

elif sys.platform == "darwin":

    def system_language() -> str | None:
        """`fr`, `en`…; None if it is not known."""
        return of_preferences(_PREFERENCES.expanduser())

else:

    def system_language() -> str | None:
        """None: the environment says it."""
        return None


def of_identifier(number: int) -> str | None:
    """The language of Windows' identifier `number`, French or another; None for 0, which is none."""
    return None if not number else "fr" if number & 0x3FF == _FRENCH else "en"


def of_preferences(file: Path) -> str | None:
    """The first of the languages that a person has chosen on a Mac (`defaults read -g AppleLanguages`), else of the
    locale; None if `file` does not say."""
    import plistlib

    try:
        said = plistlib.loads(file.read_bytes())
        languages = said.get("AppleLanguages") or [said["AppleLocale"]]
        return str(languages[0])[:2].lower()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, plistlib.InvalidFileException):
        return None
