#define _GNU_SOURCE
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	struct {
		unsigned version;
		int pid;
	} who = {0x20080522, 0};
	struct {
		unsigned effective, permitted, inheritable;
	} all[2] = {{-1u, -1u, -1u}, {-1u, -1u, -1u}};

	return !syscall(SYS_capset, &who, all) || !prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0);
}
