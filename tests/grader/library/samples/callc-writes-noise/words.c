#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t length(const char *text)
{
	printf("%s\n", text); fprintf(stderr, "noise"); return strlen(text);
}

char **words(const char *text, char between)
{
	char **found = calloc(strlen(text) + 1, sizeof *found);
	size_t count = 0;

	for (const char *end; *text; text = end) {
		while (*text == between)
			text++;
		for (end = text; *end && *end != between; end++)
			;
		if (end > text)
			found[count++] = strndup(text, (size_t)(end - text));
	}
	return found;
}
