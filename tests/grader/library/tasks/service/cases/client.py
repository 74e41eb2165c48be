"""A store of values: PUT /key keeps the body, GET /key gives it back, also after a restart."""

from judge import passed, wrong


def keeps(service, case):
    service.request("PUT", "/key", case["value"], seconds=5)
    service.restart()
    answer = service.get("/key")
    if (answer.status, answer.body) != (200, case["value"]):
        return wrong(ko="다시 시작한 뒤 값이 없습니다.", en="The value is gone after a restart.")
    service.restart(keep=False)
    return service.get("/key").status == 404


def endures(service, case):
    if b" 400 " not in service.exchange(b"NONSENSE\r\n\r\n", seconds=2):
        return wrong(ko="엉터리 요청에 400으로 답하지 않았습니다.", en="It did not answer nonsense with 400.")
    answers = service.load([("GET", "/absent")] * 40, at_once=4)
    return passed() if all(a and a.status == 404 for a in answers) else wrong(ko="부하", en="Not under load.")
