"""The right contact for each person: who, where, what, when."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.directory import Contact, Directory

NIGHT = datetime(2026, 11, 21, 22, 15, tzinfo=timezone.utc)  # a Saturday
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)  # a Monday
CANNOCK, LICHFIELD, STOKE = ("E07000192",), ("E07000194",), ("E06000021",)
LUTON, BRADFORD, MAIDSTONE = ("E06000032",), ("E08000032",), ("E07000110",)
ALWAYS = "Open 24 hours"


def ids(contacts: list[Contact]) -> list[str]:
    return [c.service_id for c in contacts]


FIRST = [
    (dict(lads=CANNOCK), ["staffordshire-womens-aid", "new-era-victims"]),
    (dict(lads=LICHFIELD), ["pathway", "new-era-victims"]),
    (dict(lads=LICHFIELD, needs=["man"]), ["pathway", "new-era-victims"]),
    (dict(lads=STOKE, audience="perpetrator"), ["new-era-perpetrators", "glow-perpetrators"]),
    (dict(lads=LUTON, harm="sexual_violence"), ["emerald-centre-sarc", "signpost-bedfordshire"]),
    (dict(lads=BRADFORD), ["staying-put"]),
    (dict(), ["national-domestic-abuse-helpline", "victim-support"]),
    (dict(nation="Wales"), ["live-fear-free"]),
    (dict(nation="Scotland"), ["scotland-domestic-abuse-helpline"]),
    (dict(nation="Northern Ireland"), ["northern-ireland-dsa-helpline"]),
    (dict(lads=("W92000004",)), ["live-fear-free"]),
    (dict(audience="friend"), ["national-domestic-abuse-helpline", "victim-support"]),
    (dict(audience="friend", harm="child_abuse"), ["nspcc"]),
    (dict(audience="child"), ["childline"]),
    (dict(audience="perpetrator", lads=MAIDSTONE), ["respect-phoneline"]),
    (dict(way="emergency"), ["emergency-999"]),
    (dict(way="emergency", needs=["deaf"]), ["emergency-999", "bsl-999", "emergency-sms"]),
    (dict(way="confidential"), ["police-101"]),
    (dict(way="anonymous"), ["crimestoppers"]),
    (dict(needs=["lgbt"]), ["galop"]),
    (dict(needs=["deaf"]), ["signhealth"]),
    (dict(needs=["money"]), ["financial-support-line"]),
    (dict(needs=["under_18"]), ["childline"]),
    (dict(harm="stalking", lads=CANNOCK), ["national-stalking-helpline", "staffordshire-womens-aid"]),
    (dict(harm="images"), ["revenge-porn-helpline"]),
    (dict(harm="honour_based_abuse"), ["karma-nirvana"]),
    (dict(harm="forced_marriage"), ["forced-marriage-unit", "karma-nirvana"]),
    (dict(harm="fgm"), ["nspcc-fgm-helpline"]),
    (dict(harm="mental_health"), ["samaritans", "nhs-111-mental-health", "shout"]),
    (dict(harm="sexual_violence"), ["rape-and-sexual-abuse-support-line"]),
]


@pytest.mark.parametrize(("question", "first"), FIRST, ids=[str(q) for q, _ in FIRST])
def test_the_best_fit_comes_first(directory: Directory, question: dict, first: list[str]) -> None:
    assert ids(directory.find(now=NIGHT, **question))[: len(first)] == first


def test_a_24_hour_line_stands_beside_one_that_is_not_known_to_be_open(directory: Directory) -> None:
    for question, _ in FIRST:
        for now in (NIGHT, NOON):
            found = directory.find(now=now, **question)
            if found[0].status != "open":
                assert any(c.status_text == ALWAYS and (c.phone or c.sms) for c in found[1:]), question


def test_luton_after_rape_gets_a_24_hour_line_third(directory: Directory) -> None:
    found = directory.find(now=NIGHT, lads=LUTON, harm="sexual_violence")
    assert ids(found)[2] == "rape-and-sexual-abuse-support-line" and found[2].status_text == ALWAYS


def test_who_hurts_others_is_never_sent_to_a_victims_service_or_refuge(directory: Directory) -> None:
    for lads in ((), CANNOCK, STOKE, LUTON, BRADFORD, MAIDSTONE):
        for harm in (None, "domestic_abuse", "own_behaviour", "sexual_violence", "stalking"):
            for limit in (1, 3, 10):
                for contact in directory.find(now=NIGHT, lads=lads, audience="perpetrator", harm=harm, limit=limit):
                    service = directory.service(contact.service_id)
                    assert not {"victim", "child"} & set(service.audience), contact.service_id
                    assert "refuge" not in service.offers


def test_victims_are_never_sent_to_a_perpetrators_service(directory: Directory) -> None:
    for audience in ("victim", "friend", "child"):
        for contact in directory.find(now=NIGHT, lads=STOKE, audience=audience, limit=20):
            assert directory.service(contact.service_id).audience != ("perpetrator",)


def test_a_man_is_not_sent_to_a_line_for_women(directory: Directory) -> None:
    for contact in directory.find(now=NIGHT, lads=CANNOCK, needs=["man"], limit=20):
        assert directory.service(contact.service_id).genders != "women"


def test_lines_for_some_are_only_shown_to_them(directory: Directory) -> None:
    shown = set(ids(directory.find(now=NIGHT, limit=50)))
    assert not shown & {"galop", "signhealth", "childline", "mens-advice-line", "southall-black-sisters"}


def test_a_child_is_not_sent_to_a_line_for_adults(directory: Directory) -> None:
    found = ids(directory.find(now=NIGHT, audience="child", harm="images", limit=20))
    assert "revenge-porn-helpline" not in found and "rape-and-sexual-abuse-support-line" not in found


def test_crimestoppers_is_said_to_be_for_reporting_and_not_support(directory: Directory) -> None:
    contact = directory.find(now=NIGHT, way="anonymous")[0]
    assert "does not give support" in contact.what and "without giving your name" in contact.why


def test_a_county_never_leads_to_a_service_for_one_corner_of_it_first(directory: Directory) -> None:
    staffordshire = directory.resolve_area("staffordshire").lads
    assert ids(directory.find(now=NIGHT, lads=staffordshire))[0] == "new-era-victims"
    later = directory.find(now=NIGHT, lads=staffordshire, limit=20)
    pathway = next(c for c in later if c.service_id == "pathway")
    assert pathway.why.startswith("Only for people in Lichfield and Tamworth")


def test_more_gives_others_and_keeps_the_promise(directory: Directory) -> None:
    first = directory.find(now=NIGHT, lads=LICHFIELD)
    more = directory.find(now=NIGHT, lads=LICHFIELD, exclude=ids(first))
    assert more[0].service_id not in ids(first)
    assert more[0].status == "open" or any(c.status_text == ALWAYS for c in more)


def test_a_limit_of_one_gives_a_line_that_is_open(directory: Directory) -> None:
    assert ids(directory.find(now=NIGHT, lads=LICHFIELD, limit=1)) == ["new-era-victims"]


def test_nothing_is_claimed_for_places_no_record_serves(directory: Directory) -> None:
    assert directory.find(now=NIGHT, nation="abroad") == []


@pytest.mark.parametrize(
    "wrong", [dict(audience="dog"), dict(harm="x"), dict(way="fast"), dict(needs=["gold"]), dict(nation="Kent")]
)
def test_an_unknown_word_is_refused_with_the_known_ones(directory: Directory, wrong: dict) -> None:
    with pytest.raises(ValueError, match="use one of"):
        directory.find(now=NIGHT, **wrong)


@pytest.mark.parametrize("lads", [("",), ("cannock",), ("E0700019",)])
def test_a_place_that_is_no_district_code_is_refused(directory: Directory, lads: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="ONS code"):
        directory.find(now=NIGHT, lads=lads)


def test_the_lifeline_is_four_lines_that_are_always_open(directory: Directory) -> None:
    lifeline = directory.lifeline(NIGHT)
    assert ids(lifeline) == [
        "emergency-999", "national-domestic-abuse-helpline", "rape-and-sexual-abuse-support-line", "samaritans",
    ]  # fmt: skip
    assert {c.status_text for c in lifeline} == {ALWAYS}


def test_contact_has_exactly_the_keys_of_the_interface(directory: Directory) -> None:
    contact = directory.contact("staying-put", NOON, why="because").as_dict()
    assert list(contact) == [
        "service_id", "name", "what", "why", "phone", "tel", "sms", "url", "status", "status_text", "source",
    ]  # fmt: skip
    assert list(contact["source"]) == ["name", "date", "checked_on"]
    assert contact["why"] == "because" and contact["phone"] == "0808 2800 999"


TEL = [
    ("emergency-999", "tel:999"), ("police-101", "tel:101"), ("samaritans", "tel:116123"), ("relay-uk-18000", "tel:18000"),
    ("childline", "tel:08001111"), ("glow-victims", "tel:+443300945559"), ("nhs-111-mental-health", "tel:111"), ("shout", ""),
]  # fmt: skip


@pytest.mark.parametrize(("service", "link"), TEL)
def test_the_link_that_dials(directory: Directory, service: str, link: str) -> None:
    assert directory.contact(service, NOON).tel == link


def test_every_contact_says_why_in_words_without_numbers(directory: Directory) -> None:
    for question, _ in FIRST:
        for contact in directory.find(now=NIGHT, **question):
            assert contact.why.endswith(".") and not any(c.isdigit() for c in contact.why)


def test_the_same_question_gets_the_same_answer(directory: Directory) -> None:
    for question, _ in FIRST:
        assert directory.find(now=NIGHT, **question) == directory.find(now=NIGHT, **question)


def test_an_unknown_id_is_named() -> None:
    from bot.directory import load

    with pytest.raises(KeyError, match="no-such-service"):
        load().service("no-such-service")


def test_101_names_the_local_police_force_when_there_is_one(directory: Directory) -> None:
    assert directory.find(now=NIGHT, lads=LICHFIELD, way="confidential")[0].why.endswith(
        "Your local police force is Staffordshire."
    )
    assert "force" not in directory.find(now=NIGHT, way="confidential")[0].why
