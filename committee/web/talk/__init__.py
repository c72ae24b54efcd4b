"""Talks: scripts that a coach runs on a screen, scene by scene."""
