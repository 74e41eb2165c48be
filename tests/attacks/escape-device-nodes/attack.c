#define _GNU_SOURCE
#include <string.h>
#include <sys/stat.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return !mknod("disk", S_IFBLK | 0600, 0x801) || !mknod("memory", S_IFCHR | 0600, 0x101) ||
	       !mknod("/tmp/disk", S_IFBLK | 0600, 0xfe00);
}
