from pathlib import Path
from types import SimpleNamespace

import pytest

from ingestion.news import pace
from ingestion.news.pace import Pacer
from tests.unit.news.conftest import Clock


def test_requests_to_a_host_keep_the_pause(clock: Clock) -> None:
    pacer = Pacer(5.0, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        with pacer.turn("a.example"):
            pass
    assert clock.slept == [5.0, 5.0]


def test_another_host_does_not_wait(clock: Clock) -> None:
    pacer = Pacer(5.0, clock=clock, sleep=clock.sleep)
    for host in ("a.example", "b.example"):
        with pacer.turn(host):
            pass
    assert clock.slept == []


def test_the_pause_grows_with_trouble_and_shrinks_back_to_its_floor(clock: Clock) -> None:
    pacer = Pacer(2.0, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        pacer.went_badly("a.example")
    assert pacer.pause("a.example") == 16.0
    for _ in range(20):
        pacer.went_well("a.example")
    assert pacer.pause("a.example") == 2.0


def test_time_that_an_answer_takes_is_part_of_the_pause(clock: Clock) -> None:
    pacer = Pacer(5.0, clock=clock, sleep=clock.sleep)
    with pacer.turn("a.example"):
        clock.at += 2.0
    with pacer.turn("a.example"):
        pass
    assert clock.slept == [3.0]


def test_a_slow_host_is_asked_no_faster_than_it_answers(clock: Clock) -> None:
    pacer = Pacer(1.0, clock=clock, sleep=clock.sleep)
    with pacer.turn("a.example"):
        clock.at += 7.0
    with pacer.turn("a.example"):
        pass
    assert clock.slept == [7.0]


def test_crawl_delay_is_a_floor(clock: Clock) -> None:
    pacer = Pacer(1.0, clock=clock, sleep=clock.sleep)
    pacer.at_least("a.example", 12.0)
    for _ in range(2):
        with pacer.turn("a.example"):
            pass
    assert clock.slept == [12.0]


def test_a_wait_that_the_host_asks_for_is_kept(clock: Clock) -> None:
    pacer = Pacer(0.0, clock=clock, sleep=clock.sleep)
    with pacer.turn("a.example"):
        pacer.went_badly("a.example", 30.0)
    with pacer.turn("a.example"):
        pass
    assert clock.slept == [pytest.approx(30.0)]


def test_another_process_waits_too(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    wall = [1_764_000_000.0]
    monkeypatch.setattr(pace, "time", SimpleNamespace(time=lambda: wall[0]))
    with Pacer(50.0, tmp_path, clock=clock, sleep=clock.sleep).turn("a.example"):
        pass
    wall[0] += 3.0
    with Pacer(50.0, tmp_path, clock=clock, sleep=clock.sleep).turn("a.example"):
        pass
    assert clock.slept == [pytest.approx(47.0, abs=0.01)]
