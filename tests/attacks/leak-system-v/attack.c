#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return syscall(SYS_shmget, 0x7309, 4096, 01666) >= 0 || syscall(SYS_msgget, 0x7309, 01666) >= 0 ||
	       syscall(SYS_semget, 0x7309, 1, 01666) >= 0;
}
