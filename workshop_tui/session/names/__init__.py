"""Names of people: where events say them, and what was settled about them. How they are hidden is in `privacy`."""
