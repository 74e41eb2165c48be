#define _GNU_SOURCE
#include <fcntl.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	for (int fd = 3; fd < 128; fd++)
		if (openat(fd, "..", O_RDONLY) >= 0 || fcntl(fd, F_GETFD) >= 0)
			return 1;
	return 0;
}
