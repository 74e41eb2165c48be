#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	struct {
		unsigned long flags, rest[10];
	} how = {CLONE_NEWUSER | CLONE_NEWNS};

	return syscall(SYS_clone3, &how, sizeof how) >= 0;
}
