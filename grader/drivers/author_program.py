"""What the other side of a dialogue talks to: the trainee's program, line by line."""

from typing import Any

from judge import Unanswered, asked

NOT_A_NUMBER = {
    "ko": "수를 써야 할 차례에 다른 것을 썼습니다.",
    "en": "It wrote something else where a number was due.",
}
GONE = {"ko": "프로그램의 차례인데 이미 끝나 있습니다.", "en": "The program had ended when it was its turn."}


class Program:
    """The program. Its limits are watched outside: too slow or broken down, it ends the case there."""

    def tell(self, *lines: object) -> None:
        """Write lines to its standard input. Its turn has not begun yet."""
        asked("tell", "".join(f"{line}\n" for line in lines))

    def hear(self) -> str:
        """Its turn: the next line that it prints. Not in time, or none any more: the case is over."""
        line = self.hear_or_end()
        if line is None:
            raise Unanswered(**GONE)
        return line

    def hear_or_end(self) -> str | None:
        """Its turn, in which it may also end with status 0: then None."""
        line: str | None = asked("hear")
        return line

    def hear_number(self) -> int:
        """Its turn, in which it must print a whole number."""
        line = self.hear().strip()
        if not line.isascii() or not line.lstrip("+-").isdigit() or len(line) > 4000:
            raise Unanswered(**NOT_A_NUMBER)
        return int(line)

    def ask(self, *lines: object) -> str:
        self.tell(*lines)
        return self.hear()

    def close(self) -> None:
        """The end of its standard input."""
        asked("close")


def made(**given: Any) -> Program:
    return Program()
