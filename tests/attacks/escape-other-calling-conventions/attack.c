#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	#ifdef __x86_64__
	long result = syscall(0x40000000 | 272, CLONE_NEWUSER); /* unshare of x32 */

	if (result == 0)
		return 1;
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(310), "b"(CLONE_NEWUSER) : "memory"); /* of i386 */
	return result == 0;
	#else
	return 0;
	#endif
}
