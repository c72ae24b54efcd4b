"""Evidence, signals, policy and decision: pure, deterministic, without I/O."""
