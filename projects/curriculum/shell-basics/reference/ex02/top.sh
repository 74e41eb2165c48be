#!/bin/sh
# Who asks most: the first column of a log, counted.

usage() {
	echo 'usage: top.sh [NUMBER]' >&2
	exit 2
}

most=${1-5}
[ $# -le 1 ] || usage
case $most in
'' | 0* | *[!0-9]*) usage ;;
esac

awk 'NF { count[$1]++ } END { for (who in count) print count[who], who }' |
	LC_ALL=C sort -k1,1nr -k2,2 | head -n "$most"
