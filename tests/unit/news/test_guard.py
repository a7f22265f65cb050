import socket
from collections.abc import Callable
from typing import Any

import pytest

from ingestion.news import guard
from ingestion.news.fetch import Fetcher, FetchError, Limits

REFUSED = [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.127.255.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:a00:1::1", "2001:db8::1", "no-address",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "185.143.233.120", "2a00:1450:4001::1", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_inside_networks_are_refused(address: str) -> None:
    assert guard.refusal(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert guard.refusal(address) is None


def _resolver(answers: dict[str, list[str]]) -> Callable[..., list[Any]]:
    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers[host]]

    return resolve


def test_a_name_that_leads_inside_is_refused_before_connecting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _resolver({"evil.example": ["127.0.0.1"]}))
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("connected"))
    with pytest.raises(guard.RefusedAddressError):
        guard.open_connection("evil.example", 80, timeout=1, loopback={})


def test_the_address_actually_connected_to_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name resolves to a public address, but the connection ends on loopback."""

    class Inside:
        def getpeername(self) -> tuple[str, int]:
            return ("127.0.0.1", 80)

        def close(self) -> None:
            closed.append(True)

    closed: list[bool] = []
    monkeypatch.setattr(socket, "getaddrinfo", _resolver({"evil.example": ["8.8.8.8"]}))
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: Inside())
    with pytest.raises(guard.RefusedAddressError):
        guard.open_connection("evil.example", 80, timeout=1, loopback={})
    assert closed


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
     "http://0x7f000001/", "http://2130706433/", "http://127.1/"],
)  # fmt: skip
def test_a_fetcher_never_reaches_loopback_even_for_an_allowed_host(address: str) -> None:
    host = address.split("/")[2].strip("[]")
    fetcher = Fetcher(
        frozenset({host, "localhost", "::1"}), pause_seconds=0, limits=Limits(tries=1), sleep=lambda _: None
    )
    with pytest.raises(FetchError) as caught:
        fetcher.get(address)
    assert caught.value.code in {"address_refused", "host_not_allowed"}
    fetcher.close()


def test_loopback_is_only_for_the_hosts_that_are_named() -> None:
    fetcher = Fetcher(frozenset({"localhost"}), pause_seconds=0, loopback={"sample.example": ("127.0.0.1", 9)})
    with pytest.raises(FetchError) as caught:
        fetcher.get("http://localhost/")
    assert caught.value.code == "address_refused"
