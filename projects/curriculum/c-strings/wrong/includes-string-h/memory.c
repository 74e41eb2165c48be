#include "my_strings.h"
#include <string.h>

void	*my_memset(void *memory, int byte, size_t size)
{
	unsigned char	*bytes;

	bytes = memory;
	while (size--)
		*bytes++ = (unsigned char)byte;
	return (memory);
}

void	*my_memcpy(void *to, const void *from, size_t size)
{
	unsigned char		*target;
	const unsigned char	*source;

	target = to;
	source = from;
	return (memcpy(target, source, size));
}

/* Where the target lies behind the source, the last bytes have to go first. */
void	*my_memmove(void *to, const void *from, size_t size)
{
	unsigned char		*target;
	const unsigned char	*source;

	target = to;
	source = from;
	if (target <= source)
		return (my_memcpy(to, from, size));
	while (size--)
		target[size] = source[size];
	return (to);
}

int	my_memcmp(const void *first, const void *second, size_t size)
{
	const unsigned char	*left;
	const unsigned char	*right;

	left = first;
	right = second;
	while (size--)
	{
		if (*left != *right)
			return (*left - *right);
		left++;
		right++;
	}
	return (0);
}
