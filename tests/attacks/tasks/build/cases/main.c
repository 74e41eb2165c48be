#include <stdio.h>

int twice(int number);

int main(void)
{
	int number = 0;

	scanf("%d", &number);
	printf("%d\n", twice(number));
	return 0;
}
