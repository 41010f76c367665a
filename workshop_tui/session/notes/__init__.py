"""The notebook of what was said: notes with the fields of their kind, tags, initiatives, and the matrix that they
fill in."""
