#ifndef MY_STRINGS_H
# define MY_STRINGS_H

# include <stddef.h>

void	*my_memset(void *memory, int byte, size_t size);
void	*my_memcpy(void *to, const void *from, size_t size);
void	*my_memmove(void *to, const void *from, size_t size);
int		my_memcmp(const void *first, const void *second, size_t size);

size_t	my_strlen(const char *text);
int		my_strcmp(const char *first, const char *second);
char	*my_strstr(const char *text, const char *part);
size_t	my_strlcpy(char *to, const char *from, size_t size);
char	*my_strdup(const char *text);

char	*my_trim(const char *text, const char *set);
char	*my_join(char *const *parts, const char *between);
char	**my_split(const char *text, char at);
void	my_free_split(char **words);

char	*my_replace(const char *text, const char *old, const char *new);

#endif
