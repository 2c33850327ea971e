"""Whose pages these are: whom to call, what stands at the foot, and what a catalog added."""

from collections.abc import Callable
from typing import Any

import pytest

from condcli.models import Site
from condcli.render import plain, site
from condcli.render.blocks import Block, Bullet, Heading, Paragraph, Steps

Make = Callable[..., Any]
ALERT = Bullet("Call 911:", ("a fever",), "emergency")
STEPS = Steps("Call 911.", ("Sit up.",), ("Call 988.",))


@pytest.mark.parametrize(
    ("whose", "called"),
    [
        (Site(), None),
        (Site(name="Green Valley"), None),
        (Site(phone="555-0100"), "Call 555-0100"),
        (Site(name="Green Valley", phone="555-0100"), "Green Valley: 555-0100"),
        (Site(name="Green Valley", phone="+1 555"), "Green Valley: +1 555"),
        (Site(name="Green Valley", phone="(555) 0100"), "Green Valley: (555) 0100"),
        (Site(name="Green Valley", phone="day and night: 555-0100"), "Green Valley, day and night: 555-0100"),
    ],
)
def test_whom_to_call_is_one_line(whose: Site, called: str | None) -> None:
    assert site.phone(whose) == called


@pytest.mark.parametrize(
    ("whose", "foot"),
    [
        (Site(), ""),
        (Site(name="Green Valley"), "Green Valley."),
        (Site(address="1 Main Street"), "1 Main Street."),
        (Site(name="Green Valley", address="1 Main Street"), "Green Valley, 1 Main Street."),
        (Site(name="Green Valley", phone="555"), "Green Valley: 555."),
        (Site(phone="555", address="1 Main Street"), "Call 555, 1 Main Street."),
        (Site(foot="Free interpreters."), "Free interpreters."),
        (Site(report_to="the ward office"), "Report a mistake to: the ward office."),
        (
            Site(name="GV", foot="Free interpreters.", report_to="the ward"),
            "GV. Free interpreters. Report a mistake to: the ward.",
        ),
    ],
)
def test_the_foot_says_what_is_known_of_whose_pages_these_are(whose: Site, foot: str) -> None:
    assert " ".join(site.closing(whose)) == foot
    shown = site.with_site([Paragraph("x")], whose)
    assert plain.lines(shown) == ["x", *([foot] if foot else [])]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ()),
        ("de", ()),
        ("es", ("En una emergencia, llame al 911.",)),
        ("fr", ("En cas d'urgence, appelez le 911.",)),
        ("vi", ("Trong trường hợp khẩn cấp, hãy gọi 911.",)),
    ],
)
def test_a_box_that_calls_for_help_says_whom_to_call_in_both_languages(
    language: str, said: tuple[str, ...]
) -> None:
    box, *rest = site.with_site([ALERT], Site(phone="555-0100"), language)
    assert isinstance(box, Bullet)
    assert box.foot == ("Call 555-0100", *said)
    assert len(rest) == 1
    (box,) = site.with_site([ALERT], Site(), language)
    assert box == Bullet(ALERT.lead, ALERT.items, ALERT.alert, foot=said)


def test_steps_keep_whom_to_call_and_get_the_phone_below() -> None:
    steps, _ = site.with_site([STEPS], Site(name="Green Valley", phone="555-0100"), "es")
    assert isinstance(steps, Steps)
    assert steps.also == ("Call 988.", "Green Valley: 555-0100", "En una emergencia, llame al 911.")


@pytest.mark.parametrize(
    "block", [Heading("Signs"), Paragraph("A cough."), Bullet("Signs:", ("a cough",), run_on=True)]
)
def test_other_blocks_stay_as_they_are(block: Block) -> None:
    assert site.with_site([block], Site(phone="555-0100"), "es")[0] == block


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({}, []),
        ({"added_by": "GV"}, ["This page was added by GV."]),
        (
            {"added_by": "GV", "replaces": "gout"},
            ["This page was added by GV in the place of condcli's page (gout)."],
        ),
        ({"replaces": "gout"}, []),
        ({"notes": ["Ask Dr. Doe.", "Ward 3."]}, ["Notes:", "- Ask Dr. Doe.", "- Ward 3."]),
        ({"added_by": "GV", "notes": ["x"]}, ["This page was added by GV.", "Notes:", "- x"]),
    ],
)
def test_what_is_not_of_condcli_says_whose_it_is(
    page: Make, fields: dict[str, Any], lines: list[str]
) -> None:
    assert plain.lines(site.added(page(**fields))) == lines
