# shellcheck shell=bash
# How run, test and check speak: what is being done and for how long, and one sentence when it fails.
#
# The screen gets a line per step; the log gets everything that the step's program says. Each step runs in a
# process group of its own, so that Ctrl-C ends all of it. speech.sh is the other end: how a step's program
# reaches the person.

exec 3>&1 # the screen, for programs whose output goes to the log
[ -t 1 ] && terminal=yes || terminal=
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
*[Uu][Tt][Ff]*) done_mark=✓ failed_mark=✗ ;;
*) done_mark=ok failed_mark=!! ;;
esac
export COMMAND="./${0##*/}" ADVICE="" # what the person typed; the file for the sentence of a failed step

begin_log() { # begin_log FILE
    log=$1
    mkdir -p "$(dirname "$log")"
    printf '%s %s\n' "$(date '+%F %T')" "$COMMAND" >"$log"
    ADVICE=$(mktemp)
}

elapsed() { # elapsed SECONDS -> 1:07
    printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}

# step TITLE PROGRAM…: a failure ends the command.
step() {
    try "$@" && return
    give_up "$(cat "$ADVICE")"
}

# try TITLE PROGRAM…: like `step`, but a failure is left to the caller, with its sentence in the file $ADVICE.
try() {
    local title=$1 began=$SECONDS status=0
    shift
    : >"$ADVICE"
    printf '\n== %s\n' "$title" >>"$log"
    log_mark=$(wc -c <"$log")
    {
        set -m
        "$@" </dev/null >>"$log" 2>&1 9>&- &
        step_group=$!
        watch_step "$title" "$began" 9>&- &
        watcher=$!
        set +m
    } 2>/dev/null # a watcher that is ended before it has begun would say so, and a job that is done at once
    wait "$step_group" || status=$?
    step_group=
    stop_watching
    if [ "$status" = 0 ]; then
        show_end "$done_mark" "$title" "$began"
    else
        show_end "$failed_mark" "$title" "$began"
        [ -s "$ADVICE" ] || explain "$title" >"$ADVICE"
    fi
    return "$status"
}

watch_step() { # redraws the line of the running step; without a terminal, speaks every 20 seconds
    local line last never
    exec {never}<> <(:) # waiting for words that never come leaves no `sleep` behind
    while [ "$terminal" ] || ! read -rt 20 -u "$never"; do
        last=$(tail -n 1 "$log" | tr -d '\000-\037' | cut -c 1-60)
        line=$(printf '    %-26s %6s  %s' "$1 …" "$(elapsed $((SECONDS - $2)))" "${last#== "$1"}")
        if [ "$terminal" ]; then printf '\r\033[K%s' "$line" && ! read -rt 1 -u "$never"; else echo "$line"; fi
    done
}

stop_watching() {
    [ "${watcher:-}" ] || return 0
    kill -- "-$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    watcher=
}

show_end() { # show_end MARK TITLE BEGAN
    [ "$terminal" ] && printf '\r\033[K'
    printf ' %2s %-26s %6s\n' "$1" "$2" "$(elapsed $((SECONDS - $3)))"
}

give_up() { # give_up SENTENCE: ends the command
    printf '\n%s\n' "$1" >&2
    [ -z "${log:-}" ] || printf 'Details: %s\n' "${log#"$PWD"/}" >&2
    exit 1
}

end_steps() { # for the EXIT trap: nothing of a running step stays behind
    stop_watching
    [ -z "${step_group:-}" ] || kill -TERM -- "-$step_group" 2>/dev/null || true
    [ -z "$ADVICE" ] || rm -f "$ADVICE"
}

# Prints the sentence for what the log of the failed step shows. Causes come before their consequences.
explain() { # explain TITLE
    local shown again="then start $COMMAND again."
    shown=$(tail -c "+$((log_mark + 1))" "$log")
    says() { grep -qiE "$1" <<<"$shown"; }
    if says 'no space left on device|not enough free space|disk is full|ENOSPC'; then
        echo "The disk is full: free at least 3 GB below $PWD and /var/lib, $again"
    elif says 'dpkg was interrupted'; then
        echo "An earlier installation was cut off: run 'sudo dpkg --configure -a', $again"
    elif says 'unmet dependencies|held broken packages|--fix-broken'; then
        echo "The package system is broken: run 'sudo apt-get --fix-broken install', $again"
    elif says 'do not match the hashes|EINTEGRITY'; then
        echo "A download is not the file that was locked: use another network, $again"
    elif says 'failure resolving|could not resolve|name resolution|network is unreachable|failed to fetch' ||
        says 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|NewConnectionError|ReadTimeoutError|certificate verify'; then
        echo "The package servers cannot be reached: check the network (behind a proxy, set HTTPS_PROXY), $again"
    elif says '^[a-z.]*OperationalError'; then
        echo "The database does not answer or refuses: check DATABASE_URL and the disk, $again"
    elif says 'permission denied|EACCES'; then
        echo "A file here belongs to somebody else: run 'sudo chown -R $(id -un) $PWD', $again"
    elif says '^CommandError: '; then
        sed -n 's/^CommandError: //p' <<<"$shown" | tail -n 1
    else
        echo "'$1' failed: read the end of the log, mend what it names, $again"
    fi
}
