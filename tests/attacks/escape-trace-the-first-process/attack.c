#define _GNU_SOURCE
#include <sys/ptrace.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	if (!ptrace(PTRACE_SEIZE, 1, 0, 0) || !ptrace(PTRACE_ATTACH, 1, 0, 0))
		return 1;
	return !ptrace(PTRACE_TRACEME, 0, 0, 0);
}
