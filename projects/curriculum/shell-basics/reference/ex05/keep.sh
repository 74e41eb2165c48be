#!/bin/sh
# Keeps the last copies of a file: FILE.1 is the newest, FILE.2 the one before.

if [ $# -ne 2 ] || [ ! -f "$1" ]; then
	echo 'usage: keep.sh FILE NUMBER' >&2
	exit 2
fi
case $2 in
'' | 0* | *[!0-9]*)
	echo 'keep.sh: NUMBER is a whole number from 1' >&2
	exit 2
	;;
esac

file=$1
most=$2

drop_the_oldest() {
	for copy in "$file".*; do
		number=${copy##*.}
		case $number in
		'' | 0* | *[!0-9]*) continue ;;
		esac
		[ "$number" -gt "$1" ] && rm -f -- "$copy"
	done
}

if [ -f "$file.1" ] && cmp -s -- "$file" "$file.1"; then
	drop_the_oldest "$most"
	exit 0
fi
drop_the_oldest $((most - 1))
number=$((most - 1))
while [ "$number" -ge 1 ]; do
	[ -f "$file.$number" ] && mv -- "$file.$number" "$file.$((number + 1))"
	number=$((number - 1))
done
cp -- "$file" "$file.1"
