#include <stdio.h>

int twice(int number);

int main(void)
{
	int number;
	if (scanf("%d", &number) != 1)
		return 1;
	printf("%d\n", twice(number));
	return 0;
}
