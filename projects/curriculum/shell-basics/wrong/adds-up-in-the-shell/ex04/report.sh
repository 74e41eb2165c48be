#!/bin/sh
# What each district has used.

for file in "$@"; do
	if [ ! -f "$file" ]; then
		printf '%s: no such file\n' "$file" >&2
		exit 2
	fi
done

work=$(mktemp -d)
status=0
for file in "${@:--}"; do
	[ "$file" = - ] && file=/dev/stdin
	line=0
	while IFS=, read -r date district kwh rest; do
		line=$((line + 1))
		if [ "$line" -eq 1 ] || [ -z "$date" ]; then
			continue
		fi
		case $rest:$kwh in
		?*:* | : | :*[!0-9]*)
			printf '%s:%d: not a reading\n' "$file" "$line" >&2
			status=1
			continue
			;;
		esac
		total=$(cat "$work/$district" 2>/dev/null || echo 0)
		echo $((total + kwh)) >"$work/$district"
	done <"$file"
done
cd "$work" || exit
for district in *; do
	[ -f "$district" ] && printf '%s %s\n' "$(cat "$district")" "$district"
done | LC_ALL=C sort -k1,1nr -k2
rm -r "$work"
exit $status
