"""The one error that a user can mend: where it is, what is wrong, what to do."""

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: Python itself writes the traceback into an exception
class UserError(Exception):
    """A mistake in a user's file, setting or command line; everything else is a bug and keeps its traceback.

    `where` is a path with line and column where there is one, `what` says what is wrong, `next_step` what to do,
    `line` is the user's own line, shown under the message.
    """

    where: str
    what: str
    next_step: str
    line: str = ""

    def __str__(self) -> str:
        quoted = f"\n    {self.line.strip()}" if self.line.strip() else ""
        return f"{self.where}: {self.what}{quoted}\n  {self.next_step}"
