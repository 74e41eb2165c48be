#!/bin/sh
# The arguments, one a line, as they really are.

printf '%d\n' "$#"
number=0
for argument in "$@"; do
	number=$((number + 1))
	printf '%d: [%s]\n' "$number" "$argument"
done
