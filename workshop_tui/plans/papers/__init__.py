"""The running order as a paper, a module for each format; `formats` has them by name."""
