#include "my_strings.h"
#include <stdlib.h>

static size_t	count_parts(const char *text, const char *part)
{
	size_t	count;
	size_t	length;

	count = 0;
	length = my_strlen(part);
	text = my_strstr(text, part);
	while (text)
	{
		count++;
		text = my_strstr(text + length, part);
	}
	return (count);
}

/* Copies up to `until` and returns the end of what was copied. */
static char	*copy_until(char *end, const char *from, const char *until)
{
	my_memcpy(end, from, until - from);
	return (end + (until - from));
}

static void	fill(char *end, const char *text, const char *old,
	const char *new)
{
	const char	*next;
	size_t		size;

	size = my_strlen(new);
	next = my_strstr(text, old);
	while (next)
	{
		end = copy_until(end, text, next);
		end = copy_until(end, new, new + size);
		text = next + my_strlen(old);
		next = my_strstr(text, old);
	}
	my_memcpy(end, text, my_strlen(text) + 1);
}

char	*my_replace(const char *text, const char *old, const char *new)
{
	char	*replaced;
	size_t	count;
	size_t	length;

	if (!*old)
		return (my_strdup(text));
	count = count_parts(text, old);
	length = my_strlen(text) - count * my_strlen(old);
	length += count * my_strlen(new);
	replaced = malloc(length + 1);
	if (replaced)
		fill(replaced, text, old, new);
	return (replaced);
}
