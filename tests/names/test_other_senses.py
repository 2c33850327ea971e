"""What is only called like a condition, or called after one, lists; who asks about the condition opens it."""

import pytest

from condcli.names.resolver import Resolver


@pytest.mark.parametrize(
    "query",
    [
        "epilepsy nurse vacancies bristol",  # a job
        "stroke unit healthcare assistant job",
        "diabetes educator certification exam",  # a course
        "dementia training level 3 certificate",
        "migraine enamel pin merch",  # goods
        "psoriasis ribbon stickers",
        "endometriosis fundraiser raffle",  # an event
        "making strides lupus route",
        "sepsis flashcards",
        "bronchitis weapon drop rates",  # a game
        "eczema in my pug's litter",  # animals, by breed and in the plural
        "ringworm dachshunds",
        "arthritis in bulls",
        "pneumonia in calves nasal",  # calves are no legs here
        "scabies in calves",
        "social suicide meaning",  # figures of speech
        "she is such a pain in the neck",
        "it's never lupus",
        "gout gout sprinter",
        "heat, stroke and lane",  # a comma parts two words
        "reflux condenser setup",
        "oud strings for beginners",  # what stands beside an abbreviation
        "pac man arcade",
        "gbs swab in labor",
        "als recertification class",
        "that meme nearly gave me a stroke",  # what gives a figure
        "parking downtown is such a headache",
        "there was hardly a dry eye left",
        "he is so ocd about fonts",
        "sunburn on my cucumbers",  # a plant or a thing has it
        "warts on a potato",
        "sepsis in stardew valley",  # a game
        "shingles ripped off the shed after hail",  # what stands anywhere beside it
        "do queens leave the hives in june",
        "stress when applying css stroke",
        "fbi seizure of bitcoin",
        "are amd chips hot",
        "any good pizza in huntington",
        "my printer has alzheimers",  # no thing has an illness
        "the bond market had a heart attack",
        "his truck is bipolar",
        "i almost had a heart attack when the doorbell rang",
        "need a good electrician tia",  # thanks in advance
        "do i cc or bcc in an outlook email",
        "is the aswan dam like gerd on the nile",
        "how do you grind koa campgrounds for xp",
        "does uri encode slashes in a path",
        "hypertension journal manuscript submission",  # what is written of it
        "mnemonic for cirrhosis",
        "gallstones lawsuit settlement",
        "fibromyalgia walk denver",
        "pneumonia in a peacock",
        "who sang psoriasis in the eighties",
        "antique asthma cure tins",
        "can orchids get shingles",
        "bylaw review is a headache for landlords",
        "multiple sclerosis golf event",
        "hernia essay outline",
        "obesity in a keeshond",
        "lupus bake sale",
        "blister in the sun",  # a song, and no "sun blisters" in another order
        "a fib told to a teacher",
        "the athletes foot store locations",
        "night night sleep tight dont let the bed bugs bite",
        "coach huntington got fired",  # people, places
        "pile driving noise",
        "silverfish not bed bugs, can i break my lease",  # what it is not
        "broken bones bring me the horizon",  # a band
        "covid fraud trial",
        "heart failure grammy night",
        "my clutch has palpitations",
        "the age of anxiety essay",
        "declined card at huntington",
    ],
)
def test_what_is_called_like_a_condition_lists(resolver: Resolver, query: str) -> None:
    assert resolver.resolve(query).status != "match"


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("my nurse says i have asthma", "asthma"),  # one word of work only, or somebody has it
        ("back pain since my nursing job", "back-pain"),
        ("i got athletes foot from my old boots and sneakers", "athletes-foot"),
        ("carpal tunnel from a packing job", "carpal-tunnel-syndrome"),
        ("shin splints before a race", "shin-splints"),
        ("varicose veins in both calves", "varicose-veins"),  # legs
        ("cellulitis in left calf", "cellulitis"),
        ("ringworm from our collie", "ringworm"),  # whence it came
        ("is it because of my collie that my asthma got worse", "asthma"),
        ("i have a pain in my neck", "neck-pain"),
        ("OUD suboxone", "opioid-use-disorder"),
        ("heat stroke at a race", "heat-illness"),
        ("can stress give you a heart attack", "heart-attack"),
        ("is a migraine hereditary", "migraine"),
        ("choking on a grape", "choking"),
        ("bed bugs in my couch", "bed-bugs"),
        ("vertigo in the car", "dizziness-and-vertigo"),
        ("hives every winter", "hives"),
        ("whole family has norovirus", "norovirus-infection"),
        ("my mom has alzheimers", "alzheimers-disease"),
        ("i can walk with sciatica", "sciatica"),
        ("the wifi is making my migraine worse", "migraine"),
        ("does grandpa have shingles", "shingles"),  # no doe
        ("hives after eating mangoes", "hives"),  # no mange
        ("carpal tunnel crochet", "carpal-tunnel-syndrome"),
        ("garlic is good for high cholesterol", "high-cholesterol"),
        ("my thesis and my lawsuit gave me insomnia", "insomnia"),
        ("stroke symptoms tia", "transient-ischemic-attack"),
        ("shingles on my face after stress", "shingles"),
        ("infection in the prostate", "prostatitis"),  # in any order
        ("i was told its a fib", "atrial-fibrillation"),
        ("my croup boy coughs like a dog", "croup"),  # what it is like
        ("bed bugs bite all night", "bed-bugs"),
    ],
)
def test_who_has_a_condition_opens_it(resolver: Resolver, query: str, id_: str) -> None:
    found = resolver.resolve(query)
    assert (found.status, [m.id for m in found.matches]) == ("match", [id_])
