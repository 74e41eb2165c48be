#!/bin/sh
# What each district has used.

for file in "$@"; do
	if [ ! -f "$file" ]; then
		printf '%s: no such file\n' "$file" >&2
		exit 2
	fi
done

awk -F, '
	{ sub(/\r$/, "") }
	FNR == 1 || $0 == "" { next }
	NF != 3 || $3 !~ /^[0-9]+$/ {
		printf "%s:%d: not a reading\n", FILENAME, FNR | "cat >&2"
		faults = 1
		next
	}
	{ total[$2] += $3 }
	END {
		for (district in total)
			printf "%.0f %s\n", total[district], district
		exit faults
	}
' "$@" | LC_ALL=C sort -k1,1nr -k2
