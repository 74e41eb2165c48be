#define _GNU_SOURCE
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	int none = 0;
	unsigned long processor = 1;
	int fell = !syscall(SYS_sched_setscheduler, 1, 5, &none) || !syscall(SYS_sched_setaffinity, 1, 8, &processor);

	fell |= !syscall(SYS_setpriority, 0, 1, 19);
	return fell | !syscall(SYS_setpriority, 2, 0, 19);
}
