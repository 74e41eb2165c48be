#include <unistd.h>

__attribute__((constructor)) static void first(void)
{
	for (;;)
		pause();
}

int twice(int number)
{
	return 0;
}
