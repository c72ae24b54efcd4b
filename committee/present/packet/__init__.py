"""A packet as a document, for page and paper and every edition."""
