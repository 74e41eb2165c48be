#define _GNU_SOURCE
#include <sys/socket.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	return socket(40, SOCK_STREAM, 0) >= 0;
}
