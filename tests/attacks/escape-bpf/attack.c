#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	char order[120] = "";

	return syscall(SYS_bpf, 0, order, sizeof order) >= 0 || syscall(SYS_perf_event_open, order, 0, -1, -1, 0) >= 0;
}
