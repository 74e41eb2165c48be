#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/stat.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	static const int families[] = {16, 17, 31, 38, 29, 44};

	for (unsigned i = 0; i < sizeof families / sizeof *families; i++)
		if (socket(families[i], SOCK_RAW, 0) >= 0 || socket(families[i], SOCK_DGRAM, 0) >= 0)
			return 1;
	return 0;
}
