/* The driver reads one command per line, such as
 *     my_trim "  빛고을 " " "
 * calls the function of the hand-in, and prints what came of it. It knows no expected result. */
#ifndef DRIVER_H
#define DRIVER_H

#include <stdbool.h>
#include <stddef.h>

#define MOST_ARGUMENTS 16
#define MOST_SHOWN 120 /* bytes; of a longer text only the beginning and a checksum are printed */

/* One argument: the bytes between quotes, with a 0 behind them, or a number. */
typedef struct {
    char *bytes;   /* NULL for a number */
    size_t length; /* without the last 0 */
    long number;
} Argument;

typedef struct {
    char *name;
    int count;
    Argument arguments[MOST_ARGUMENTS];
} Command;

/* reading.c */
bool read_command(Command *command);
void free_command(Command *command);
void refuse(const char *reason);

/* showing.c */
void show_bytes(const char *bytes, size_t length);
void show_text(const char *text);
void show_words(char **words);
void show_sign(int comparison);

/* allocating.c: malloc and free of the hand-in go through here */
void fail_allocation(long number);
void start_counting(void);
long blocks_left(void);
void *own_malloc(size_t size);
void own_free(void *block);

#endif
