"""What whoever looks after a server asks of it: whether it lives, is ready, and what it counts."""
