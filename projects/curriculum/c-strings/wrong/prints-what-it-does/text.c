#include "my_strings.h"
#include <stdio.h>
#include <stdlib.h>

static int	is_in(char byte, const char *set)
{
	while (*set && *set != byte)
		set++;
	return (*set != '\0');
}

char	*my_trim(const char *text, const char *set)
{
	char	*trimmed;
	size_t	length;

	while (*text && is_in(*text, set))
		text++;
	length = my_strlen(text);
	while (length && is_in(text[length - 1], set))
		length--;
	trimmed = malloc(length + 1);
	if (trimmed)
		my_strlcpy(trimmed, text, length + 1);
	return (trimmed);
}

static size_t	joined_length(char *const *parts, const char *between)
{
	size_t	length;
	size_t	gap;

	length = 0;
	gap = my_strlen(between);
	while (*parts)
	{
		length += my_strlen(*parts++);
		if (*parts)
			length += gap;
	}
	return (length);
}

/* Appends at a known end: looking for it each time would cost the square. */
static char	*append(char *end, const char *text)
{
	while (*text)
		*end++ = *text++;
	return (end);
}

char	*my_join(char *const *parts, const char *between)
{
	char	*joined;
	char	*end;

	printf("joining\n");
	joined = malloc(joined_length(parts, between) + 1);
	if (!joined)
		return (NULL);
	end = joined;
	while (*parts)
	{
		end = append(end, *parts++);
		if (*parts)
			end = append(end, between);
	}
	*end = '\0';
	return (joined);
}
