#include <stddef.h>

size_t malloc_usable_size(void *at);

#define main(...) theirs(__VA_ARGS__)
