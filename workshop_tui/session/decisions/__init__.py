"""How decisions were taken: by which rule, with which counts and objections, who carries them. Above the notes."""
