# shellcheck shell=bash
# How a step's program reaches the person through steps.sh, or the terminal when it is started alone.
set -euo pipefail
: "${COMMAND:=the command}"
{ true >&3; } 2>/dev/null || exec 3>&2

note() { # something to know while the step goes on
    [ -t 3 ] && printf '\r\033[K' >&3
    printf '    %s\n' "$1" >&3
}

advise() { # ends the step with the sentence that says what to do
    printf '%s\n' "$1" | tee "${ADVICE:-/dev/null}"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}
