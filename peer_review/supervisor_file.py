"""What a supervisor outside the academy is asked about a team. Knows no Django."""

from .sheet_file import Sheet


def _question(name: str, ko: tuple[str, str], en: tuple[str, str]) -> dict[str, object]:
    return {
        "name": name,
        "kind": "rating",
        "title": {"ko": ko[0], "en": en[0]},
        "text": {"ko": ko[1], "en": en[1]},
    }


SUPERVISOR_SHEET = Sheet.model_validate(
    {
        "introduction": {
            "ko": "이 팀과 함께 일하신 경험을 바탕으로 답해 주세요. 5분이면 됩니다.",
            "en": "Please answer from your work with this team. It takes five minutes.",
        },
        "guidelines": {
            "ko": "0은 전혀 아니다, 5는 아주 그렇다입니다. 팀은 답과 코멘트를 읽습니다.",
            "en": "0 means not at all, 5 means very much. The team reads your answers and your comment.",
        },
        "sections": [
            {
                "name": "work",
                "title": {"ko": "함께한 일", "en": "The work together"},
                "questions": [
                    _question(
                        "agreed",
                        ("약속한 것을 해냈다", "처음에 정한 목표와 지금의 결과를 견주어 주세요."),
                        ("Did what was agreed", "Compare the result with what was agreed at the start."),
                    ),
                    _question(
                        "quality",
                        ("결과를 믿고 쓸 수 있다", "실제로 써 보셨거나 쓰실 생각이 있나요?"),
                        ("The result can be relied on", "Do you use it, or would you?"),
                    ),
                    _question(
                        "understanding",
                        ("자기가 만든 것을 이해한다", "왜 그렇게 만들었는지 설명할 수 있었나요?"),
                        ("Understands what it built", "Could it explain why it is built this way?"),
                    ),
                    _question(
                        "communication",
                        ("제때 알리고 들었다", "문제가 생겼을 때 먼저 알려 왔나요?"),
                        ("Told and listened in time", "Did it come to you first when something went wrong?"),
                    ),
                    _question(
                        "again",
                        ("다시 함께 일하고 싶다", "동료로 추천하실 수 있나요?"),
                        ("Would work together again", "Would you recommend them as colleagues?"),
                    ),
                ],
            }
        ],
        "flags": ["ok"],
    }
)
