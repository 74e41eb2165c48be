#include "driver.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FNV_START 2166136261u
#define FNV_PRIME 16777619u

static void show_byte(unsigned char byte)
{
    if (byte == '"' || byte == '\\')
        printf("\\%c", byte);
    else if (byte == '\n')
        printf("\\n");
    else if (byte == '\t')
        printf("\\t");
    else if (byte < ' ' || byte == 127)
        printf("\\x%02x", byte);
    else
        putchar(byte); /* the bytes of Hangul too */
}

static uint32_t checksum(uint32_t sum, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)bytes[i]) * FNV_PRIME;
    return sum;
}

void show_bytes(const char *bytes, size_t length)
{
    if (length > MOST_SHOWN) {
        printf("%zu bytes, checksum %08x", length, checksum(FNV_START, bytes, length));
        return;
    }
    putchar('"');
    for (size_t i = 0; i < length; i++)
        show_byte((unsigned char)bytes[i]);
    putchar('"');
}

void show_text(const char *text)
{
    if (text)
        show_bytes(text, strlen(text));
    else
        printf("NULL");
}

void show_words(char **words)
{
    uint32_t sum = FNV_START;
    size_t count = 0;

    if (!words) {
        printf("NULL");
        return;
    }
    while (words[count])
        count++;
    if (count > MOST_ARGUMENTS) {
        for (size_t i = 0; i < count; i++)
            sum = checksum(sum, words[i], strlen(words[i]) + 1);
        printf("%zu words, checksum %08x", count, sum);
        return;
    }
    putchar('[');
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", stdout);
        show_text(words[i]);
    }
    putchar(']');
}

void show_sign(int comparison)
{
    printf("%s", comparison < 0 ? "less" : comparison > 0 ? "greater" : "equal");
}
