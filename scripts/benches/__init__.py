"""Benches: each module here has a `run()` that returns comparisons; `scripts/bench` prints them.

from benches import Comparison, compare

def run() -> list[Comparison]:
    return [compare("packet PDF", ours=packet, baseline=bare_weasyprint, aim=1.10)]
"""

from benches.comparison import Comparison, compare

__all__ = ["Comparison", "compare"]
