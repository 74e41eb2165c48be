#!/bin/sh
# Small letters and no blanks in the names of a folder's files.

LC_ALL=C
export LC_ALL

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo 'usage: tidy.sh FOLDER' >&2
	exit 2
fi

status=0
for path in "$1"/*; do
	[ -f "$path" ] || continue
	old=${path##*/}
	new=$(printf '%s\n' "$old" | tr A-Z a-z | sed 's/[[:blank:]][[:blank:]]*/_/g')
	[ "$new" = "$old" ] && continue
	if [ -e "$1/$new" ]; then
		printf '%s: there is a %s already\n' "$old" "$new" >&2
		status=1
		continue
	fi
	mv "$path" "$1/$new" && printf '%s -> %s\n' "$old" "$new"
done
exit $status
