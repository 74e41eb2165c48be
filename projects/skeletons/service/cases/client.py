"""TODO(author): asks the service. It runs in a box of its own; expect any answer."""

from judge import passed, wrong


def doubles(service, case):
    answer = service.get(f"/{case['number']}")
    if answer.text.strip() == str(2 * case["number"]):
        return passed()
    return wrong(ko=f"답이 다릅니다: {answer.text[:60]!r}", en=f"Another answer: {answer.text[:60]!r}")
