#!/bin/sh
# How many files of each kind lie below a folder.

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo 'usage: kinds.sh FOLDER' >&2
	exit 2
fi

for path in $(find "$1" -type f); do
	name=${path##*/}
	case $name in
	?*.?*) printf '%s\n' "${name##*.}" | tr A-Z a-z ;;
	*) echo - ;;
	esac
done | sort | uniq -c | awk '{ print $1, $2 }' | LC_ALL=C sort -k1,1nr -k2
