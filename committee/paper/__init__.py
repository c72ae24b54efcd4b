"""From a view object to the bytes of a PDF."""
