#include "my_strings.h"
#include <stdlib.h>

static size_t	count_words(const char *text, char at)
{
	size_t	count;

	count = 0;
	while (*text)
	{
		while (*text && *text == at)
			text++;
		count += *text != '\0';
		while (*text && *text != at)
			text++;
	}
	return (count);
}

/* Copies the next word and moves *text behind it. */
static char	*take_word(const char **text, char at)
{
	const char	*start;
	char		*word;
	size_t		length;

	while (**text == at)
		(*text)++;
	start = *text;
	while (**text && **text != at)
		(*text)++;
	length = *text - start;
	word = malloc(length + 1);
	if (!word)
		return (NULL);
	my_memcpy(word, start, length);
	word[length] = '\0';
	return (word);
}

void	my_free_split(char **words)
{
	char	**word;

	if (!words)
		return ;
	word = words;
	while (*word)
		free(*word++);
	free(words);
}

char	**my_split(const char *text, char at)
{
	char	**words;
	size_t	count;
	size_t	filled;

	count = count_words(text, at);
	words = malloc((count + 1) * sizeof(*words));
	if (!words)
		return (NULL);
	filled = 0;
	while (filled < count)
	{
		words[filled] = take_word(&text, at);
		if (!words[filled])
		{
			my_free_split(words);
			return (NULL);
		}
		filled++;
	}
	words[filled] = NULL;
	return (words);
}
