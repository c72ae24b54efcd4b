"""A talk on a screen: scripts, the scenes that they go through, and the words on them."""
