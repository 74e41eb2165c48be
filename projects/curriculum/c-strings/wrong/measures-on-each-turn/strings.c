#include "my_strings.h"
#include <stdlib.h>

size_t	my_strlen(const char *text)
{
	const char	*end;

	end = text;
	while (*end)
		end++;
	return (end - text);
}

/* A char may be signed, so bytes are compared as what they are: 0 to 255. */
int	my_strcmp(const char *first, const char *second)
{
	while (*first && *first == *second)
	{
		first++;
		second++;
	}
	return ((unsigned char)*first - (unsigned char)*second);
}

char	*my_strstr(const char *text, const char *part)
{
	size_t	length;
	size_t	matched;

	length = my_strlen(part);
	while (1)
	{
		matched = 0;
		while (matched < length && text[matched] == part[matched])
			matched++;
		if (matched == length)
			return ((char *)text);
		if (!*text)
			return (NULL);
		text++;
	}
}

size_t	my_strlcpy(char *to, const char *from, size_t size)
{
	size_t	length;
	size_t	copied;

	length = my_strlen(from);
	if (size == 0)
		return (length);
	copied = length;
	if (copied > size - 1)
		copied = size - 1;
	my_memcpy(to, from, copied);
	to[copied] = '\0';
	return (length);
}

char	*my_strdup(const char *text)
{
	char	*copy;
	size_t	i;

	copy = malloc(my_strlen(text) + 1);
	if (!copy)
		return (NULL);
	i = 0;
	while (i < my_strlen(text))
	{
		copy[i] = text[i];
		i++;
	}
	copy[i] = '\0';
	return (copy);
}
