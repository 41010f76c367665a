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
    parts = _parts(blob)
    return f"{kind} {coded}" if len(parts) > 1 and parts[0] == kind.encode() else None


def _parts(blob: bytes) -> list[bytes]:
    """The parts of a key, each with its size in four bytes before it; none if they do not end where it does."""
    parts = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            return []
        parts.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return parts
