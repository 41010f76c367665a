"""A session in a browser, and buttons over HTTP: the room's page, a trainer's page, and an API for scripts.

One process on one session, by aiohttp: one package that is the server and, for tests, its client (Starlette would need
uvicorn beside it, and httpx for tests). `desk` has the session, on a thread of its own, for a disk or a server that
takes its time must hold up no page; all that is served is made of what it last saw (`sight`). A page is a template and
a view of the state: `views` says what a role may see, `pages` fills the template in, `events` tells each page what has
changed. `presses` are the commands that a page or a script may give; `guards` and `connections` turn away who may not.
"""
