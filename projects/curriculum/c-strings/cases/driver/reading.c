#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_LINE 4096

void refuse(const char *reason)
{
    fprintf(stderr, "driver: %s\n", reason);
    exit(2);
}

static char *skip_blanks(char *at)
{
    return at + strspn(at, " \t");
}

/* What stands for a backslash and the letters behind it. Moves *at to the last letter used. */
static char unescape(char **at)
{
    char digits[3] = {0};

    switch (*++*at) {
    case 'n': return '\n';
    case 't': return '\t';
    case '0': return '\0';
    case 'x':
        memcpy(digits, *at + 1, 2);
        *at += 2;
        return (char)strtol(digits, NULL, 16);
    default: return **at;
    }
}

/* The block is exactly as long as the text, so that reading one byte too many is noticed. */
static void keep(Argument *argument, const char *bytes, size_t length, long times)
{
    argument->length = length * times;
    argument->bytes = own_malloc(argument->length + 1);
    for (long done = 0; done < times; done++)
        memcpy(argument->bytes + done * length, bytes, length);
    argument->bytes[argument->length] = '\0';
}

/* "text" or "text"*1000, which stands for the text a thousand times over. */
static char *read_text(char *at, Argument *argument)
{
    char bytes[LONGEST_LINE];
    size_t length = 0;
    long times = 1;

    for (at++; *at != '"'; at++) {
        if (!*at)
            refuse("a quote is missing");
        if (*at == '\\' && !at[1])
            refuse("nothing follows a backslash");
        bytes[length++] = *at == '\\' ? unescape(&at) : *at;
    }
    at++;
    if (*at == '*')
        times = strtol(at + 1, &at, 10);
    keep(argument, bytes, length, times);
    return at;
}

static char *read_argument(char *at, Argument *argument)
{
    char *end;

    if (*at == '"')
        return read_text(at, argument);
    argument->bytes = NULL;
    argument->number = strtol(at, &end, 10);
    if (end == at)
        refuse("neither a text nor a number");
    return end;
}

/* Reads the next line that is neither blank nor a comment. False at the end. */
bool read_command(Command *command)
{
    static char line[LONGEST_LINE];
    char *at;

    do {
        if (!fgets(line, sizeof line, stdin))
            return false;
        line[strcspn(line, "\n")] = '\0';
        at = skip_blanks(line);
    } while (!*at || *at == '#');
    command->name = at;
    at += strcspn(at, " \t");
    command->count = 0;
    if (*at)
        *at++ = '\0';
    for (at = skip_blanks(at); *at; at = skip_blanks(at)) {
        if (command->count == MOST_ARGUMENTS)
            refuse("too many arguments");
        at = read_argument(at, &command->arguments[command->count++]);
    }
    return true;
}

void free_command(Command *command)
{
    for (int i = 0; i < command->count; i++)
        own_free(command->arguments[i].bytes);
}
