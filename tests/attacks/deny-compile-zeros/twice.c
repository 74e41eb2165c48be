#include "/dev/zero"

int twice(int number)
{
	return 0;
}
