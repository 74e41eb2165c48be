#!/bin/sh
# Small letters and no blanks in the names of a folder's files.

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo 'usage: tidy.sh FOLDER' >&2
	exit 2
fi

for path in "$1"/*; do
	[ -f "$path" ] || continue
	old=${path##*/}
	new=$(printf '%s\n' "$old" | tr A-Z a-z | sed 's/[[:blank:]][[:blank:]]*/_/g')
	if [ "$new" != "$old" ]; then
		mv "$path" "$1/$new" && printf '%s -> %s\n' "$old" "$new"
	fi
done
