"""Questions and help over any screen: each is closed by its answer, and knows no screen."""
