#include "twice.c"
#include "twice.c"

int twice(int number)
{
	return 0;
}
