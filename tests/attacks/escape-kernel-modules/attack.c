#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	syscall(SYS_init_module, "", 0, "");
	if (errno != EPERM)
		return 1;
	syscall(SYS_kexec_load, 0, 0, 0, -1);
	return errno != EPERM;
}
