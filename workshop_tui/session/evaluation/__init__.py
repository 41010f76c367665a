"""The evaluation: answers to its questions, by a show of hands or on a page, nobody's name with them."""
