#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	int first = syscall(SYS_pidfd_open, 1, 0);

	for (int fd = 0; fd < 8; fd++)
		if (syscall(SYS_pidfd_getfd, first, fd, 0) >= 0)
			return 1;
	return syscall(SYS_kcmp, 1, getpid(), 0, 0, 0) >= 0;
}
