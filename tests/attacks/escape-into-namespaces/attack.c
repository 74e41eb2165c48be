#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	int space = open("/proc/1/ns/mnt", O_RDONLY);

	return space >= 0 && !setns(space, 0);
}
