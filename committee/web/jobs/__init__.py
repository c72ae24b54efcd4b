"""Packets printed in the background, asked for and watched."""
