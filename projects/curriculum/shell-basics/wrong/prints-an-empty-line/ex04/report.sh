#!/bin/sh
# What each district has used.

for file in "$@"; do
	if [ ! -f "$file" ]; then
		printf '%s: no such file\n' "$file" >&2
		exit 2
	fi
done

totals=$(awk -F, '
	{ sub(/\r$/, "") }
	FNR == 1 || $0 == "" { next }
	NF != 3 || $3 !~ /^[0-9]+$/ { print FILENAME ":" FNR ": not a reading" | "cat >&2"; faults = 1; next }
	{ total[$2] += $3 }
	END {
		for (district in total)
			print total[district], district
		exit faults
	}
' "$@")
status=$?
echo "$totals" | LC_ALL=C sort -k1,1nr -k2
exit $status
