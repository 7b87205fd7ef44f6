"""A few plain words about where people are and what they do are no cry for help, though people in danger begin like this too."""

from __future__ import annotations

from bot.commands.understand import understood

ORDINARY = """
im on the train to work
he is out at football
the children are in bed
my wife is upstairs reading
we are in the kitchen having tea
shes on her way to pick me up
he gets in about seven
my boyfriend is parking the car
im sat in the doctors
dad is in the shed
im at my nans house
hes playing on his xbox
the neighbours are loud tonight
my brother is coming to stay
im walking the dog
she is asleep on the sofa
he had a few drinks last night
im just outside tesco
my gran is in a care home
waiting for my lift home
theyre in the garden
he is in the army
my flatmate locked himself out
the door is stuck again
im in the queue
mum is on the phone
im in bed with a cold
he is watching the match
the baby is teething
taxi is on its way
im at college til four
she is getting married on saturday
he broke his arm last year
im on my lunch break
my husband works away
the dog is barking at the postman
i can hear the rain
im stuck in traffic
my ex lives in spain now
there is somebody at the door selling windows
""".strip().split("\n")
MOST = 6  # of these forty. Each is a card that nobody needed, and six are too many: a bound to be lowered, never raised


async def test_plain_words_about_an_ordinary_day_are_no_emergency(agent):
    alarmed = [text for text in ORDINARY if (await understood(agent, text))["urgency"] == "emergency"]
    assert len(alarmed) <= MOST, alarmed
