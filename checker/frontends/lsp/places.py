"""Places of a lesson in the positions of the protocol, and back. Only here are lines counted from 0."""

from dataclasses import dataclass

from lsprotocol import types
from pygls.workspace import PositionCodec

from checker.source import Source, Span


@dataclass(frozen=True, slots=True)
class Places:
    """Turns offsets of a source into lines and characters as the editor counts them: in UTF-8, UTF-16 or UTF-32."""

    source: Source
    codec: PositionCodec

    def range(self, span: Span) -> types.Range:
        """The range of a place; an empty one is one character wide, so that there is something to see."""
        end = span.end if span.end > span.start else min(span.start + 1, len(self.source.text))
        return types.Range(self.position(span.start), self.position(end))

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        line, column = self.source.position(offset)
        before = self.source.line_text(line)[: column - 1]
        return types.Position(line - 1, self.codec.client_num_units(before))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one beyond the end of its line, or of the text, is taken for that end."""
        if position.line >= len(self.source.line_starts):
            return len(self.source.text)
        text = self.source.line_text(position.line + 1)
        units, within = 0, 0
        while within < len(text) and units < position.character:
            units += self.codec.client_num_units(text[within])
            within += 1
        return self.source.line_starts[position.line] + within
