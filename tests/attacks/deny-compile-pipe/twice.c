#include "/proc/self/fd/1"

int twice(int number)
{
	return 0;
}
