"""Agendas as people write them, at random: comments everywhere, values in every form, CRLF, a byte-order mark."""

from __future__ import annotations

from random import Random

WORDS = [
    "Accueil",
    "Tour d’écran",
    "Pause",
    "Synthèse « à chaud »",
    "[/x] [red]",
    "Ça \\\\ va",
    "#hash",
    "日本 語",
    "a = b",
]
COMMENTS = ["# [[blocks]]", '# at = "9h"', "#", "# « été » 日本", "#\ttab", "# title = [", '# """', "## == ##"]


class Writer:
    """One file; the same `seed` writes the same one."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.lines: list[str] = []

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def comment(self, share: float = 0.3) -> None:
        while self.maybe(share):
            self.lines.append(self.random.choice(["", "  "]) + self.random.choice(COMMENTS))

    def gap(self) -> None:
        self.lines += [""] * self.random.choice([0, 1, 1, 2])
        self.comment(0.2)
        self.lines += [""] * self.random.choice([0, 0, 1])
        self.comment(0.3)

    def end(self) -> str:
        return self.random.choice(["", "", "  " + self.random.choice(COMMENTS)])

    def text(self) -> str:
        word = self.random.choice(WORDS)
        plain = word.replace("\\\\", "\\")
        forms = [f'"{word}"', f'"""{word}"""', f'"""\n{word}\n  more \\\n  of it"""']
        if "'" not in plain:
            forms += [f"'{plain}'", f"'''\n{plain} \"\" x'''"]
        return self.random.choice(forms[:2] if self.maybe(0.7) else forms)

    def texts(self) -> str:
        items = [self.text() for _one in range(self.random.randint(1, 3))]
        if self.maybe():
            return f"[{', '.join(items)}{self.random.choice([',', ''])}]"
        lines = ["["]
        for n, item in enumerate(items):
            if self.maybe(0.3):
                lines.append(f"  {self.random.choice(COMMENTS)}")
            comma = "," if n + 1 < len(items) or self.maybe() else ""
            lines.append(f"  {item}{comma}{self.end()}")
        return "\n".join([*lines, "]"])

    def pair(self, key: str, value: str) -> None:
        self.comment(0.15)
        space = self.random.choice([" ", "", "   "])
        self.lines.append(f"{self.random.choice(['', '', '  '])}{key}{space}={space}{value}{self.end()}")

    def segment(self, header: str, number: int) -> None:
        random = self.random
        name = random.choice([header, header.replace(".", " . "), '."'.join(header.rsplit(".", 1)) + '"'])
        self.lines.append(f"[[{name}]]{self.end()}")
        pairs = [("title", f'"S{number}"'), ("minutes", random.choice(["10", '"10"', '"0h10"', "1_0"]))]
        if self.maybe(0.3):
            pairs.append(("key", f'"k{number}"'))
        if self.maybe(0.4):
            pairs.append(("max", random.choice(["12", '"15 min"'])))
        for key in ("objective", "method"):
            if self.maybe(0.3):
                pairs.append((key, self.text()))
        for key in ("prompts", "material"):
            if self.maybe(0.3):
                pairs.append((key, self.texts()))
        if self.maybe(0.2):
            pairs.append(("steps", "[ { title = 'One', minutes = 4 }, {minutes=6,title=\"Two\"} ]"))
        random.shuffle(pairs)
        for key, value in pairs:
            self.pair(key, value)
        if not any(key == "steps" for key, _value in pairs) and self.maybe(0.3):
            for title, minutes in (("One", 3), ("Two", 7)):
                self.gap()
                self.lines.append(f"[[{header}.steps]]{self.end()}")
                self.pair("title", f'"{title}"')
                self.pair("minutes", str(minutes))
        self.comment(0.3)

    def written(self) -> bytes:
        random = self.random
        course = self.maybe(0.3)
        self.comment()
        self.pair("title", self.text())
        if self.maybe():
            self.pair("warn", "[5, # five\n 1]")
        number = 0
        for _day in range(2 if course else 1):
            if course:
                self.gap()
                self.lines.append("[[days]]")
                if self.maybe():
                    self.pair("title", self.text())
            before = "days." if course else ""
            for start, end in ((9, 12), (13, 16)):
                self.gap()
                self.lines.append(f"[[{before}blocks]]{self.end()}")
                for key, value in random.sample(
                    [("title", '"B"'), ("start", f'"{start}h"'), ("end", f"{end}:00:00")], 3
                ):
                    self.pair(key, value)
                for _segment in range(random.randint(1, 4)):
                    self.gap()
                    number += 1
                    self.segment(f"{before}blocks.segments", number)
                if self.maybe(0.2):
                    self.gap()
                    self.lines.append("[[trainers]]")
                    self.pair("name", f'"T{number}"')
        self.comment()
        text = "\n".join(self.lines) + random.choice(["", "\n", "\n\n"])
        if self.maybe(0.4):
            text = text.replace("\n", "\r\n")
        return (b"\xef\xbb\xbf" if self.maybe(0.3) else b"") + text.encode()


FILES = {seed: Writer(seed).written() for seed in range(50)}
"""Fifty of them."""
