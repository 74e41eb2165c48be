#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	struct {
		unsigned size;
		int kind;
		unsigned char handle[8];
	} root = {8, 1, {2}};
	int here = open("/etc/hostname", O_RDONLY);

	return syscall(SYS_open_by_handle_at, here < 0 ? AT_FDCWD : here, &root, O_RDONLY) >= 0;
}
