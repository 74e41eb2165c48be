#include "/proc/1/environ"

int twice(int number)
{
	return 2 * number;
}
