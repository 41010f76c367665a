"""The day in sentences, to be heard: for a screen reader, a plain terminal, a line at the edge of another screen.

Whole sentences in the language in use, the message first and the time last, without a sign that a voice leaves out.
Each function is one of (state, now); `Titles` and `Announcer` alone remember what has been said. Written here, once,
for `follow`, `status --watch`, `status --brief` and the answers of single commands.
"""
