"""Turns: who has the floor since when, who asked for it, and the rounds in which each speaker has a share."""
