#!/bin/sh
# The arguments, one a line.

echo $#
number=0
for argument in $@; do
	number=$((number + 1))
	echo "$number: [$argument]"
done
