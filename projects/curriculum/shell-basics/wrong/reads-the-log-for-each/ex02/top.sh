#!/bin/sh
# Who asks most.

most=${1-5}
case $most in
'' | 0* | *[!0-9]*)
	echo 'usage: top.sh [NUMBER]' >&2
	exit 2
	;;
esac

log=$(mktemp)
awk 'NF { print $1 }' >"$log"
sort -u "$log" | while read -r who; do
	printf '%s %s\n' "$(grep -Fxc -e "$who" "$log")" "$who"
done | LC_ALL=C sort -k1,1nr -k2,2 | head -n "$most"
rm "$log"
