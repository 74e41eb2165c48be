#define _GNU_SOURCE
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return !setuid(0) || !setgid(0) || !setresuid(0, 0, 0) || !seteuid(0) || getuid() == 0;
}
