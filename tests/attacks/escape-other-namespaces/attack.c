#define _GNU_SOURCE
#include <sched.h>
#include <sys/stat.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	static const int kinds[] = {CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP, 0x80};

	for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!unshare(kinds[i]))
			return 1;
	return 0;
}
