#define _GNU_SOURCE
#include <fcntl.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return open("/proc/1/exe", O_RDWR) >= 0 || open("/proc/self/exe", O_RDWR) >= 0 ||
	       open("/usr/local/bin/sandbox-init", O_RDWR) >= 0 || open("/usr/bin/gcc", O_RDWR) >= 0;
}
