#!/bin/sh
# How many files of each kind lie below a folder.

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo 'usage: kinds.sh FOLDER' >&2
	exit 2
fi

find "$1" -type f | sed 's|.*/||' | awk '
	{
		kind = "-"
		if (match($0, /\.[^.]*$/) && RSTART > 1 && RLENGTH > 1)
			kind = tolower(substr($0, RSTART + 1))
		count[kind]++
	}
	END { for (kind in count) print count[kind], kind }
' | LC_ALL=C sort -k1,1nr -k2
