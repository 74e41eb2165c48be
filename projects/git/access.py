"""What a person may do with a repository. The site decides it; hooks receive it in their environment."""

import json
from dataclasses import asdict, dataclass, field

from projects.intake.limits import Limits


@dataclass(frozen=True)
class PushPolicy:
    branch: str = "main"
    limits: Limits = field(default_factory=Limits)
    expected: tuple[str, ...] = ()  # files of the project; a push without them is kept too
    refusal: str = ""  # why nothing is taken now, in the person's language: closed, frozen, only reading
    language: str = "en"  # of everything the hooks say
    address: str = ""  # the page of the project
    notes: tuple[str, ...] = ()  # what a person should know of a push that is taken, in their language

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "PushPolicy":
        facts = json.loads(text)
        tuples = {name: tuple(facts[name]) for name in ("expected", "notes")}
        return cls(**facts | tuples | {"limits": Limits(**facts["limits"])})


@dataclass(frozen=True)
class Access:
    actor: str  # the login; written into the reflog
    policy: PushPolicy = field(default_factory=PushPolicy)
