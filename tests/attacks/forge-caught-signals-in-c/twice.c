#include <setjmp.h>
#include <signal.h>

static sigjmp_buf again;

static void caught(int number)
{
	siglongjmp(again, number);
}

int twice(int number)
{
	for (int each = 1; each < 65; each++)
		signal(each, caught);
	if (sigsetjmp(again, 1))
		return 0;
	return number + *(volatile int *)0;
}
