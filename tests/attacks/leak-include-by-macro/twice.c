#define NAME </root/.ssh/id_rsa>
#include NAME

int twice(int number)
{
	return 2 * number;
}
