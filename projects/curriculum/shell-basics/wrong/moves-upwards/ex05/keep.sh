#!/bin/sh
# Keeps the last copies of a file.

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

cmp -s "$1" "$1.1" && exit
number=1
while [ "$number" -lt "$2" ]; do
	[ -f "$1.$number" ] && mv "$1.$number" "$1.$((number + 1))"
	number=$((number + 1))
done
cp "$1" "$1.1"
