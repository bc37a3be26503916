"""Documents that teachers have (Word, OpenDocument, a saved web page) to lessons in Markdown, and what was lost."""

from checker.frontends.importing.documents import KINDS, Imported, find_documents, import_document
from checker.frontends.importing.losses import Loss

__all__ = ["KINDS", "Imported", "Loss", "find_documents", "import_document"]
