#!/bin/sh
# What each district has used, from one or more tables of readings.

for file in "$@"; do
	if [ ! -f "$file" ] || [ ! -r "$file" ]; then
		printf '%s: no such file\n' "$file" >&2
		exit 2
	fi
done

# Kept in a variable: at the end of a pipe the status of awk would be lost.
totals=$(awk -F, '
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
' "$@")
status=$?

if [ -n "$totals" ]; then
	printf '%s\n' "$totals" | LC_ALL=C sort -k1,1nr -k2
fi
exit $status
