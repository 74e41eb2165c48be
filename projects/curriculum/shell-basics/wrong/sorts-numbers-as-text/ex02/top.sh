#!/bin/sh
# Who asks most.

most=${1-5}
case $most in
'' | 0* | *[!0-9]*)
	echo 'usage: top.sh [NUMBER]' >&2
	exit 2
	;;
esac

awk 'NF { count[$1]++ } END { for (who in count) print count[who], who }' |
	LC_ALL=C sort -k1,1r -k2,2 | head -n "$most"
