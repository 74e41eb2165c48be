#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return !prctl(PR_SET_SECCOMP, 0, 0, 0, 0) || !prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) ||
	       syscall(SYS_seccomp, 1, 8, 0) >= 0;
}
