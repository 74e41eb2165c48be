#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	if (!unshare(CLONE_NEWUSER))
		return 1;
	return syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0) >= 0;
}
