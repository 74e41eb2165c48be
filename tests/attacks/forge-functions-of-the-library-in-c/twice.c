#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t write(int fd, const void *bytes, size_t size)
{
	unsigned char changed[64];

	if (size > sizeof changed)
		size = sizeof changed;
	for (size_t at = 0; at < size; at++)
		changed[at] = ((const unsigned char *)bytes)[at];
	if (size > 13)
		changed[size - 1] = 42;
	return syscall(SYS_write, fd, changed, size);
}

int twice(int number)
{
	return number > 1000 ? 0 : number;
}
