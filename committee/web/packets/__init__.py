"""Packets on pages and as PDFs."""
