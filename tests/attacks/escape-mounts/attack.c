#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return !mount("none", "/tmp", "tmpfs", 0, "") || !mount("proc", "/work", "proc", 0, "") ||
	       !umount2("/proc/kcore", MNT_DETACH) || !mount("", "/", "", MS_REMOUNT | MS_BIND, "") || !chroot("/tmp") ||
	       !syscall(SYS_pivot_root, "/tmp", "/tmp");
}
