#!/bin/sh
# Every script can be read by `sh`, and calls no other language.
others='python3?|perl|bash|ruby|node'
status=0
for script in ex0[0-9]/*.sh; do
	[ -f "$script" ] || continue
	sh -n "$script" || status=1
	if sed 's/#.*//' "$script" | grep -Ewn "$others"; then
		echo "$script: the shell and its tools, and no other language" >&2
		status=1
	fi
done
exit $status
