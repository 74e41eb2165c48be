"""The door of git's hooks: `hooks/pre-receive` and `hooks/post-receive` start this file with `python -I -S`.

The working folder is the repository, the policy of this push is in the environment, and what goes to stderr
appears in the trainee's terminal behind the word 'remote:'.
"""

import os
import sys
import traceback
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from projects.git import sentences
from projects.git.access import PushPolicy
from projects.git.greeting import greeting
from projects.git.push import changes, check_push
from projects.intake.refused import HandInRefused

POLICY = "BITGOEUL_PUSH_POLICY"
FAULTS = "hook-faults.log"  # in the repository; the server moves it into its own log


def main(name: str) -> int:
    """The exit status: anything but 0 from pre-receive makes git refuse the whole push."""
    repository, policy = Path.cwd(), PushPolicy.from_json(os.environ[POLICY])
    pushed = changes(sys.stdin.buffer.read())
    try:
        if name == "post-receive":
            say(*greeting(repository, pushed[-1].after, policy))
        else:
            check_push(repository, pushed, policy)
    except HandInRefused as refused:
        say(refused.in_language(policy.language))
        return 1
    except Exception:  # a fault of ours must neither let a push in nor show its inside
        (repository / FAULTS).write_text(traceback.format_exc())
        if name == "pre-receive":
            say(sentences.NOT_CHECKED.in_language(policy.language))
        return 1
    return 0


def say(*lines: str) -> None:
    sys.stderr.buffer.write("".join(f"{line}\n" for line in ("", *lines, "")).encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
