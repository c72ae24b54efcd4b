"""What the words of an answer show: findings, with the words that gave rise to them."""
