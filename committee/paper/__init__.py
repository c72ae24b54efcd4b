"""A view object as a PDF: the only room that knows WeasyPrint."""
