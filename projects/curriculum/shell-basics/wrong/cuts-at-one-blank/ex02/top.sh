#!/bin/sh
# Who asks most.

most=${1-5}
case $most in
'' | 0* | *[!0-9]*)
	echo 'usage: top.sh [NUMBER]' >&2
	exit 2
	;;
esac

cut -d ' ' -f 1 | LC_ALL=C sort | uniq -c | LC_ALL=C sort -k1,1nr -k2,2 | head -n "$most" |
	awk '{ print $1, $2 }'
