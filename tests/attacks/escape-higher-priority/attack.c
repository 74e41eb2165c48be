#define _GNU_SOURCE
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	int most = 1;

	return !syscall(SYS_setpriority, 0, 0, -20) || !syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &most) ||
	       !syscall(SYS_ioprio_set, 1, 0, 1 << 13);
}
