"""What any service has to bear, whatever it is for."""

import socket
from contextlib import ExitStack

from judge import passed, wrong

ADDRESS = ("127.0.0.1", 8080)


def alive(service):
    """None while it is well, and otherwise what is wrong."""
    answer = service.get("/health")
    if answer.status != 200:
        return wrong(
            ko=f"/health의 상태가 {answer.status}입니다.", en=f"/health answers with status {answer.status}."
        )
    return None


def health(service, case):
    return alive(service) or passed()


def front_page(service, case):
    answer = service.get("/")
    if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
        return wrong(ko="첫 화면은 상태 200의 HTML입니다.", en="The front page is HTML with status 200.")
    if "<title>" not in answer.text or "lang=" not in answer.text or "viewport" not in answer.text:
        return wrong(
            ko="첫 화면에 제목(title), 말(lang), 휴대전화 너비(viewport)가 있어야 합니다.",
            en="The front page needs a title, a lang, and a viewport for telephones.",
        )
    return passed()


def unknown_addresses(service, case):
    for path in ("/there-is-no-such-page", "/%ff%fe", "/" + "a" * 3000, "/../../etc/passwd"):
        answer = service.get(path)
        if not 400 <= answer.status < 500:
            return wrong(
                ko=f"없는 주소에 상태 {answer.status}(으)로 답했습니다: {path[:30]}",
                en=f"An address that there is not was answered with {answer.status}: {path[:30]}",
            )
    return alive(service) or passed()


def nonsense(service, case):
    for sent in (b"\x16\x03\x01\x00\xa5 hello\r\n\r\n", b"GET\r\n\r\n", b"\x00" * 500 + b"\r\n\r\n"):
        service.exchange(sent, seconds=3)
    return alive(service) or passed()


def comes_back(service, case):
    service.restart()
    return alive(service) or passed()


def waits_for_nobody(service, case):
    with ExitStack() as stack:
        try:
            for _ in range(8):
                stack.enter_context(socket.create_connection(ADDRESS, timeout=5))
        except OSError:
            return wrong(
                ko="말없는 손님 여덟 명을 받지 못했습니다.",
                en="It did not take eight clients who say nothing.",
            )
        return alive(service) or passed()
