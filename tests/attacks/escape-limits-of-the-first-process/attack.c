#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	unsigned long few[2] = {3, 3}, none[2] = {0, 0};
	int fell = !syscall(SYS_prlimit64, 1, 7, few, 0); /* descriptors */

	fell |= !syscall(SYS_prlimit64, 1, 1, none, 0); /* file sizes */
	return fell | !syscall(SYS_prlimit64, 1, 0, few, 0);
}
