"""Names of people: where they are said, what is hidden of them in what leaves the program, and forgetting them."""
