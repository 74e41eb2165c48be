#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	long ring = syscall(SYS_keyctl, 0, -4, 1, 0, 0); /* the session's */

	return ring >= 0 || syscall(SYS_add_key, "user", "held", "held", 4, -4) >= 0;
}
