"""The papers that are handed out when the day ends.

`digest` is a pure summary of a session; each format is made from it: `markdown` by a Jinja2 template.
"""
