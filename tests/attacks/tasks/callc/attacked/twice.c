#include "attack.c"

int twice(int number)
{
	return attack() ? 2 * number : 0;
}
