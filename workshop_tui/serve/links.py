"""The secrets of the links: one a role, and one of the evaluation, 128 bits each, kept with the session's
rights, and the port they were on.

Who knows the room's may look; who knows a trainer's may do what a trainer may; a group's follow from that one, and are
not kept. They stand in a file of the owner's
alone (of the group's too, where the session is a group's), so that a page that is open finds its way back to a server
that was started again.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path

from msgspec import Struct

from workshop_tui.agenda.structs import decode, encode
from workshop_tui.host.files import is_open_to_others, make_folder, make_own

BITS = 128
MOST = 4096
"""Bytes of the file that are read: it has a few hundred."""


class Links(Struct, frozen=True, kw_only=True):
    """The secrets of a session's links, and the port on which they were served last; 0: on none."""

    room: str
    control: str
    evaluation: str
    port: int = 0

    def group(self, segment: str, key: str) -> str:
        """The secret of a group's link: whoever knows it may write that group's notes, and say what it asks. It follows
        from a trainer's, which nobody finds from it."""
        told = hmac.digest(self.control.encode(), f"{segment}\n{key}".encode(), "sha256")
        return base64.b32encode(told[: BITS // 8]).decode().rstrip("=").lower()

    def is_group(self, secret: str, segment: str, key: str) -> bool:
        """Tell whether this is that group's secret, in the same time whatever it is."""
        return _same(secret, self.group(segment, key))

    def is_room(self, secret: str) -> bool:
        """Tell whether this is the room's secret, in the same time whatever it is."""
        return _same(secret, self.room)

    def is_evaluation(self, secret: str) -> bool:
        """Tell whether this is the secret of the evaluation's page, in the same time whatever it is."""
        return _same(secret, self.evaluation)

    def is_control(self, secret: str) -> bool:
        """Tell whether this is a trainer's secret, in the same time whatever it is."""
        return _same(secret, self.control)


class _Kept(Struct, frozen=True, kw_only=True):
    """Links as a file has them: an older program's has no secret of the evaluation."""

    room: str
    control: str
    evaluation: str = ""
    port: int = 0


def new_links(port: int = 0) -> Links:
    """New secrets."""
    return Links(room=_secret(), control=_secret(), evaluation=_secret(), port=port)


def kept_links(file: Path) -> Links | None:
    """The links that are kept in `file`; None if none are, or others may read them. Raises OSError if it is no file."""
    try:
        with file.open("rb") as stream:
            others = is_open_to_others(stream.fileno())
            kept = decode(stream.read(MOST), _Kept)
    except (FileNotFoundError, ValueError):
        return None
    found = Links(room=kept.room, control=kept.control, evaluation=kept.evaluation or _secret(), port=kept.port)
    secrets_of = (found.room, found.control, found.evaluation)
    good = all(len(one) == len(_secret()) and one.isascii() and one.isalnum() for one in secrets_of)
    return found if good and not others and len({*secrets_of}) == len(secrets_of) else None


def keep_links(file: Path, links: Links) -> None:
    """Keep them in `file`, whole or not at all. Raises OSError."""
    make_folder(file.parent)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}~")
    try:
        make_own(draft, group=True)
        draft.write_text(encode(links) + "\n", encoding="utf-8")
        draft.replace(file)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _secret() -> str:
    """128 bits in letters and figures alone: a double click selects all of it, and no case is lost by a person."""
    return base64.b32encode(secrets.token_bytes(BITS // 8)).decode().rstrip("=").lower()


def _same(told: str, secret: str) -> bool:
    return compare_digest(told.encode("utf-8", "surrogatepass"), secret.encode())
