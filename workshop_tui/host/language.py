"""The language that the system speaks to this person: Windows and macOS set no LANG."""

from __future__ import annotations

import sys
from pathlib import Path

_PREFERENCES = Path("~/Library/Preferences/.GlobalPreferences.plist")
_LANGUAGE = 0x3FF
"""The ten low bits of Windows' identifier: its number of the language, whatever the country."""

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
    """The language of Windows' identifier `number`, whatever the country; None for 0, or one that is not known."""
    from locale import windows_locale

    return next((name[:2] for one, name in windows_locale.items() if not (one ^ number) & _LANGUAGE), None)


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
