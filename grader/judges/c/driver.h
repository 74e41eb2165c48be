/* What the generated calls.c is written with: it takes arguments out of a question, makes one call and puts
 * what came of it into the answer. Numbers travel as 8 bytes, big-endian; a length of NONE is a null pointer. */
#ifndef BITGOEUL_DRIVER_H
#define BITGOEUL_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define NONE 0xffffffffu

/* One argument that is a pointer: memory of exactly that size, so that a step beyond it is noticed. */
struct block {
	void *at;
	size_t count, size; /* elements, bytes of each */
	char kind;          /* i, u, f: signed, unsigned, floating; b: bytes; s: strings */
};

/* The functions of calls.c, in the order of the signatures. `there` is null where one was not handed in. */
struct function {
	void (*there)(void);
	void (*call)(void);
};
extern const struct function driver_functions[];
extern const size_t driver_count;

int64_t driver_take_integer(void);
double driver_take_real(void);
struct block driver_take_block(char kind, size_t size);

void driver_put_integer(uint64_t number);
void driver_put_real(double number);
void driver_put_text(const char *text, bool owned);
void driver_put_texts(char **texts, bool owned);
/* A pointer to elements: where in an argument it points, or, when owned, the memory itself. */
void driver_put_pointer(void *at, char kind, size_t size, bool owned, const struct block *blocks, size_t count);
void driver_put_block(const struct block *block);
void driver_free(struct block *block);

#endif
