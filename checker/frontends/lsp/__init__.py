"""The language server: what a unit offers and what could be done next, in an editor while a lesson is written.

`checker.frontends.session` knows the curriculum around an open lesson and checks its unit; `diagnostics`, `hovers`,
`actions` and `completions` say that in the terms of the protocol; `server` is the only module that speaks with the
editor.
"""

from checker.frontends.lsp.server import make_server

__all__ = ["make_server"]
