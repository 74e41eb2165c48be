#!/bin/sh
# Files with the same content, in groups. Two different ones of the same checksum are too rare to care.

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
	echo 'usage: twins.sh FOLDER' >&2
	exit 2
fi

find "$1" -type f -exec cksum {} + | LC_ALL=C sort -k3 | awk '
	{
		sum = $1 " " $2
		sub(/^[0-9]+ [0-9]+ /, "")
		if (!count[sum]++)
			order[++groups] = sum
		files[sum] = files[sum] $0 "\n"
	}
	END {
		for (group = 1; group <= groups; group++)
			if (count[order[group]] > 1) {
				printf "%s%s", gap, files[order[group]]
				gap = "\n"
			}
	}
'
