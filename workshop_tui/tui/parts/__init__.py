"""Parts that several screens have in common; only screens that one sees are in `screens`."""
