#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return !sethostname("held", 4) || !syscall(SYS_swapoff, "/nowhere") || syscall(SYS_syslog, 10, 0, 0) >= 0;
}
