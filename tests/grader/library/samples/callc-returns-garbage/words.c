#include <stdlib.h>
#include <string.h>

size_t length(const char *text)
{
	return strlen(text);
}

char **words(const char *text, char between)
{
	(void)text, (void)between;
	return (char **)8;
}
