#define _GNU_SOURCE
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	char byte;
	struct iovec here = {&byte, 1}, there = {(void *)0x400000, 1};

	return process_vm_readv(1, &here, 1, &there, 1, 0) > 0;
}
