#include "my_strings.h"
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

static void	append(char *joined, const char *text)
{
	joined += my_strlen(joined);
	while (*text)
		*joined++ = *text++;
	*joined = '\0';
}

char	*my_join(char *const *parts, const char *between)
{
	char	*joined;

	joined = malloc(joined_length(parts, between) + 1);
	if (!joined)
		return (NULL);
	*joined = '\0';
	while (*parts)
	{
		append(joined, *parts++);
		if (*parts)
			append(joined, between);
	}
	return (joined);
}
