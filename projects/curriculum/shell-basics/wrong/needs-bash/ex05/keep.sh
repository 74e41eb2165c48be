#!/bin/bash
# Keeps the last copies of a file.

if [[ $# -ne 2 || ! -f $1 || ! $2 =~ ^[1-9][0-9]*$ ]]; then
	echo 'usage: keep.sh FILE NUMBER' >&2
	exit 2
fi
cmp -s "$1" "$1.1" && exit
for ((number = $2 - 1; number >= 1; number--)); do
	[[ -f $1.$number ]] && mv "$1.$number" "$1.$((number + 1))"
done
cp "$1" "$1.1"
