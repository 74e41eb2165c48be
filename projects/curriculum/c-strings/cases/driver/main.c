#include "driver.h"

#include "../my_strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A bonus may be absent. */
char *my_replace(const char *text, const char *old, const char *new) __attribute__((weak));

static const Command *now;

static const char *text(int position)
{
    if (position >= now->count || !now->arguments[position].bytes)
        refuse("a text is missing");
    return now->arguments[position].bytes;
}

static size_t length_of(int position)
{
    text(position);
    return now->arguments[position].length;
}

static long number(int position)
{
    if (position >= now->count || now->arguments[position].bytes)
        refuse("a number is missing");
    return now->arguments[position].number;
}

/* A block of our own that ends exactly with its last byte; the next malloc must not find it. */
static char *scratch(const char *bytes, size_t length)
{
    char *block = own_malloc(length);

    memcpy(block, bytes, length);
    return block;
}

/* my_memset "text" FROM SIZE BYTE */
static void run_memset(void)
{
    char *block = scratch(text(0), length_of(0));
    char *to = block + number(1);
    void *returned = my_memset(to, (int)number(3), number(2));

    show_bytes(block, length_of(0));
    fputs(returned == to ? "" : ", wrong return value", stdout);
    own_free(block);
}

/* my_memcpy "into" AT "from" SIZE */
static void run_memcpy(void)
{
    char *block = scratch(text(0), length_of(0));
    char *source = scratch(text(2), length_of(2));
    char *to = block + number(1);
    void *returned = my_memcpy(to, source, number(3));

    show_bytes(block, length_of(0));
    fputs(returned == to ? "" : ", wrong return value", stdout);
    own_free(source);
    own_free(block);
}

/* my_memmove "text" TO FROM SIZE, inside one block */
static void run_memmove(void)
{
    char *block = scratch(text(0), length_of(0));
    char *to = block + number(1);
    void *returned = my_memmove(to, block + number(2), number(3));

    show_bytes(block, length_of(0));
    fputs(returned == to ? "" : ", wrong return value", stdout);
    own_free(block);
}

/* my_memcmp "first" "second" SIZE */
static void run_memcmp(void)
{
    char *first = scratch(text(0), length_of(0));
    char *second = scratch(text(1), length_of(1));

    show_sign(my_memcmp(first, second, number(2)));
    own_free(first);
    own_free(second);
}

static void run_strlen(void)
{
    printf("%zu", my_strlen(text(0)));
}

static void run_strcmp(void)
{
    show_sign(my_strcmp(text(0), text(1)));
}

static void run_strstr(void)
{
    char *found = my_strstr(text(0), text(1));

    if (found)
        printf("at %td", found - text(0));
    else
        printf("nowhere");
}

/* my_strlcpy SIZE "text": the room is filled with '#' first */
static void run_strlcpy(void)
{
    size_t size = number(0);
    char *room = own_malloc(size);

    memset(room, '#', size);
    printf("returned %zu", my_strlcpy(room, text(1), size));
    if (size) {
        printf(", room ");
        show_bytes(room, size);
    }
    own_free(room);
}

/* Prints a text that the hand-in allocated, gives it back, and tells what it forgot. */
static void finish(char *made)
{
    show_text(made);
    free(made);
    if (blocks_left())
        printf(", %ld blocks left behind", blocks_left());
}

static void run_strdup(void)
{
    char *copy = my_strdup(text(0));

    if (copy == text(0)) {
        printf("not a copy");
        return;
    }
    finish(copy);
}

static void run_trim(void)
{
    finish(my_trim(text(0), text(1)));
}

/* my_join "between" "part" "part" … */
static void run_join(void)
{
    char *parts[MOST_ARGUMENTS + 1] = {0};

    for (int i = 1; i < now->count; i++)
        parts[i - 1] = (char *)text(i);
    finish(my_join(parts, text(0)));
}

/* join_many "between" "part" TIMES: as many pointers to the same part */
static void run_join_many(void)
{
    size_t times = number(2);
    char **parts = own_malloc((times + 1) * sizeof *parts);

    for (size_t i = 0; i < times; i++)
        parts[i] = (char *)text(1);
    parts[times] = NULL;
    finish(my_join(parts, text(0)));
    own_free(parts);
}

static void run_split(void)
{
    char **words = my_split(text(0), text(1)[0]);

    show_words(words);
    my_free_split(words);
    if (blocks_left())
        printf(", %ld blocks left behind", blocks_left());
}

static void run_free_split(void)
{
    my_free_split(NULL);
    printf("still alive");
}

static void run_replace(void)
{
    if (my_replace)
        finish(my_replace(text(0), text(1), text(2)));
    else
        printf("replace.c is not in the hand-in");
}

/* fail NUMBER: of the next command's allocations, this one fails */
static void run_fail(void)
{
    fail_allocation(number(0));
}

static const struct {
    const char *name;
    void (*run)(void);
} commands[] = {
    {"my_memset", run_memset},   {"my_memcpy", run_memcpy},       {"my_memmove", run_memmove},
    {"my_memcmp", run_memcmp},   {"my_strlen", run_strlen},       {"my_strcmp", run_strcmp},
    {"my_strstr", run_strstr},   {"my_strlcpy", run_strlcpy},     {"my_strdup", run_strdup},
    {"my_trim", run_trim},       {"my_join", run_join},           {"join_many", run_join_many},
    {"my_split", run_split},     {"my_free_split", run_free_split}, {"my_replace", run_replace},
    {"fail", run_fail},
};

static void run(const Command *command)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, command->name) == 0) {
            now = command;
            start_counting();
            commands[i].run();
            if (commands[i].run != run_fail)
                putchar('\n');
            return;
        }
    refuse("no such command");
}

int main(void)
{
    Command command;

    setvbuf(stdout, NULL, _IOLBF, 0); /* what came before a crash is still seen */
    while (read_command(&command)) {
        run(&command);
        free_command(&command);
    }
    return 0;
}
