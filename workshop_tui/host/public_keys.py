"""Public keys of OpenSSH, as in `~/.ssh/id_ed25519.pub`: one line, its kind, the key in base64, a comment."""

from __future__ import annotations

import base64
import binascii


def public_key(text: str) -> str | None:
    """The kind and the key that `text` is, without its comment; None if it is anything else than one public key."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) != 1 or len(lines[0]) < 2:
        return None
    kind, coded = lines[0][:2]
    try:
        blob = base64.b64decode(coded, validate=True)
    except (ValueError, binascii.Error):
        return None
    size = int.from_bytes(blob[:4], "big")
    named = blob[4 : 4 + size] == kind.encode() and kind.isascii()
    return f"{kind} {coded}" if named and len(blob) > 4 + size else None
