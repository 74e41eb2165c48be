#include <stdio.h>
int main(void)
{
	return puts("42") < 0;
}
