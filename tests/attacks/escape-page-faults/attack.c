#define _GNU_SOURCE
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return syscall(SYS_userfaultfd, 0) >= 0 || syscall(SYS_memfd_secret, 0) >= 0;
}
