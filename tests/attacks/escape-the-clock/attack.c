#define _GNU_SOURCE
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	struct timeval now; /* to what it is: if the wall is not there, nobody shall suffer */

	gettimeofday(&now, 0);
	return !settimeofday(&now, 0);
}
