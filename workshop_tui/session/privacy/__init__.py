"""Privacy: what is hidden of names in whatever leaves the program, and forgetting them for good."""
