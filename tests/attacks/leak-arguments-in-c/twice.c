#include <stdio.h>
#include <stdlib.h>

int twice(int number)
{
	fprintf(stderr, "called with %d\n", number);
	printf("called with %d\n", number);
	fflush(stdout);
	if (number > 1000)
		abort();
	return number;
}
