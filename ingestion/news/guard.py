"""Which network addresses may be connected to: public ones, and loopback for hosts that a sample source names."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from typing import Any

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedAddressError(OSError):
    """A host that leads to an address which must not be connected to."""


def refusal(text: str) -> str | None:
    """Why an IP address must not be connected to; None for a public one.

    Refused: private, loopback, link-local, CGNAT, multicast, reserved, unspecified, and IPv6 forms that carry such an
    IPv4 address (mapped, compatible, 6to4, Teredo, NAT64).
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return f"{text} is no IP address"
    for candidate in _carried(address):
        if (
            not candidate.is_global
            or candidate.is_multicast
            or candidate.is_reserved
            or candidate.is_unspecified
            or candidate.is_loopback
            or candidate.is_link_local
        ):
            return f"{text} is not a public address"
    return None


def _carried(address: Address) -> list[Address]:
    """The address and the IPv4 addresses that it stands for."""
    found: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return [address.ipv4_mapped]
        if address.sixtofour:
            found.append(address.sixtofour)
        if address.teredo:
            found.extend(address.teredo)
        if address in _NAT64 or address in _NAT64_LOCAL:
            return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
        if int(address) >> 32 == 0:
            found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def open_connection(
    host: str,
    port: int,
    *,
    timeout: float | None,
    loopback: Mapping[str, tuple[str, int]],
    socket_options: Sequence[tuple[Any, ...]] = (),
) -> socket.socket:
    """A TCP connection to the host, at an address that was checked before and after connecting.

    `loopback` maps host names to the (address, port) of a replay server: only these names may reach loopback, and they
    reach nothing else. Raises RefusedAddressError for an address that is not public, OSError for any other failure.
    """
    mapped = loopback.get(host.lower().rstrip("."))
    if mapped is not None:
        return _connect(mapped, timeout, socket_options)
    last: OSError | None = None
    for _family, _type, _proto, _name, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        reason = refusal(str(place[0]))
        if reason is not None:
            raise RefusedAddressError(f"{host}: {reason}")
        try:
            connection = _connect((str(place[0]), int(place[1])), timeout, socket_options)
        except OSError as error:
            last = error
            continue
        reason = refusal(str(connection.getpeername()[0]))
        if reason is not None:
            connection.close()
            raise RefusedAddressError(f"{host}: {reason}")
        return connection
    raise last or OSError(f"{host}: no address")


def _connect(place: tuple[str, int], timeout: float | None, socket_options: Sequence[tuple[Any, ...]]) -> socket.socket:
    connection = socket.create_connection(place, timeout=timeout)
    for option in socket_options:
        connection.setsockopt(*option)
    return connection
