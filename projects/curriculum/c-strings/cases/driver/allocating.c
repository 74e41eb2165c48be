/* The linker sends every malloc and free of the program here (--wrap), so that an allocation can be made to
 * fail and the blocks that were not given back can be counted. Valgrind still sees the real ones. */
#include "driver.h"

void *__real_malloc(size_t size);
void __real_free(void *block);

static long until_failure; /* 1: the next allocation fails; 0: none does */
static long living;

void *__wrap_malloc(size_t size)
{
    if (until_failure && --until_failure == 0)
        return NULL;
    void *block = __real_malloc(size);
    living += block != NULL;
    return block;
}

void __wrap_free(void *block)
{
    living -= block != NULL;
    __real_free(block);
}

void fail_allocation(long number)
{
    until_failure = number;
}

void start_counting(void)
{
    living = 0;
}

long blocks_left(void)
{
    until_failure = 0;
    return living;
}

/* The driver's own blocks neither fail nor count. */
void *own_malloc(size_t size)
{
    void *block = __real_malloc(size ? size : 1);

    if (!block)
        refuse("the driver has no memory left");
    return block;
}

void own_free(void *block)
{
    __real_free(block);
}
