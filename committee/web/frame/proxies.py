"""Whether COMMITTEE_PROXIES fits what comes in: with a wrong one, all the world is one network."""

import logging
from ipaddress import ip_address

from flask import Flask, request

SEEN_FROM_INSIDE = ("/healthz", "/readyz", "/metrics")
"""What is asked past the proxy, by whoever watches the server."""
log = logging.getLogger(__name__)


def watch_proxies(app: Flask, proxies: int) -> None:
    """Say in the log, once each, in what way requests don't fit the setting."""
    said: set[str] = set()

    def look() -> None:
        if request.path in SEEN_FROM_INSIDE:
            return
        sent = request.headers.getlist("X-Forwarded-For")
        found = misfit(proxies, [each.strip() for line in sent for each in line.split(",")])
        if found and found not in said:
            said.add(found)
            log.warning("COMMITTEE_PROXIES is %d, but %s", proxies, found)

    app.before_request(look)


def misfit(proxies: int, forwarded: list[str]) -> str:
    """What is wrong with a number of proxies, told by the addresses that they sent on; or empty."""
    if proxies == 0 and forwarded:
        return (
            "a request came through a proxy: whoever comes through it counts as one network. "
            "Set it to the number of proxies that add X-Forwarded-For."
        )
    if len(forwarded) < proxies:
        return (
            f"a request came through {len(forwarded)}, and is taken for the proxy’s own. "
            "Set it to the number of proxies that add X-Forwarded-For, and let nobody past them."
        )
    if proxies and _inner(forwarded[-proxies]) and any(map(_outer, forwarded[:-proxies])):
        return (
            "the address that it believes is an inner one with an outer one before it: there "
            "seems to be one proxy more."
        )
    return ""


def _inner(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False


def _outer(address: str) -> bool:
    try:
        return ip_address(address).is_global
    except ValueError:
        return False
