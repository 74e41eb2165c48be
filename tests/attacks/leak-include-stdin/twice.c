#include "/dev/stdin"

int twice(int number)
{
	return 0;
}
