/* Runs inside the box, linked with the trainee's functions and with calls.c, which is made from the signatures.
 *
 * Question: u32 length | 8 bytes id | 'C' u16 function, arguments   or   'E', the end of the case
 * Answer:   u32 length | 8 bytes id | 'V' value, what non-const pointers point to now
 *                                     'L' the function is not there | 'T' too much | 'E' bytes not freed
 * It holds no expected value. The functions share its process, so all that can be believed of an answer is that
 * it is theirs: the id is new for each question, and a second answer ends the case.
 */
#include "driver.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

size_t __sanitizer_get_current_allocated_bytes(void); /* of libasan; Debian's gcc has no header for it */

#define MOST (2u << 20) /* bytes of an answer */
#define MOST_TEXTS 100000u
#define ID 8

static unsigned char *question, *at, *end;
static unsigned char answer[4 + ID + 1 + MOST];
static size_t length; /* of the answer behind its kind */
static bool too_much;
static int asked, answers;
static char printed[4096];

const char *__asan_default_options(void)
{
	return "exitcode=86:detect_leaks=0:allocator_may_return_null=1:quarantine_size_mb=8:print_legend=0:"
	       "print_full_thread_history=0:handle_abort=0:malloc_context_size=8";
}

static bool read_all(void *into, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t got = read(asked, (char *)into + done, size - done);
		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static void send_answer(char kind)
{
	uint32_t size = (uint32_t)(ID + 1 + length);
	for (int i = 0; i < 4; i++)
		answer[i] = (unsigned char)(size >> (24 - 8 * i));
	memcpy(answer + 4, question, ID);
	answer[4 + ID] = (unsigned char)kind;
	for (size_t done = 0; done < 4 + size;) {
		ssize_t put = write(answers, answer + done, 4 + size - done);
		if (put <= 0)
			_exit(4);
		done += (size_t)put;
	}
}

static const unsigned char *take(size_t size)
{
	if ((size_t)(end - at) < size)
		_exit(3); /* not what the signature says */
	at += size;
	return at - size;
}

static uint64_t take_number(size_t size)
{
	const unsigned char *bytes = take(size);
	uint64_t number = 0;
	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}

int64_t driver_take_integer(void)
{
	return (int64_t)take_number(8);
}

double driver_take_real(void)
{
	uint64_t bits = take_number(8);
	double number;
	memcpy(&number, &bits, sizeof number);
	return number;
}

static void store(void *into, char kind, size_t size)
{
	if (kind == 'f' && size == sizeof(float)) {
		float number = (float)driver_take_real();
		memcpy(into, &number, size);
	} else {
		uint64_t number = take_number(8);
		memcpy(into, &number, size); /* the low bytes come first on the machines we know */
	}
}

struct block driver_take_block(char kind, size_t size)
{
	uint32_t count = (uint32_t)take_number(4);
	struct block block = {NULL, count, size, kind};
	if (count == NONE)
		return (struct block){NULL, 0, size, kind};
	size_t room = kind == 's' ? (count + 1) * sizeof(char *) : count * size;
	if (!(block.at = malloc(room)))
		_exit(5);
	if (kind == 'b')
		memcpy(block.at, take(count), count);
	else if (kind == 's')
		((char **)block.at)[count] = NULL;
	for (uint32_t i = 0; i < count && kind != 'b'; i++) {
		if (kind == 's')
			((char **)block.at)[i] = driver_take_block('b', 1).at;
		else
			store((char *)block.at + i * size, kind, size);
	}
	return block;
}

void driver_free(struct block *block)
{
	for (size_t i = 0; block->kind == 's' && i < block->count; i++)
		free(((char **)block->at)[i]);
	free(block->at);
}

static void put(const void *bytes, size_t size)
{
	if (size > MOST - length) {
		too_much = true;
		return;
	}
	memcpy(answer + 4 + ID + 1 + length, bytes, size);
	length += size;
}

static void put_number(uint64_t number, int size)
{
	unsigned char bytes[8];
	for (int i = 0; i < size; i++)
		bytes[i] = (unsigned char)(number >> (8 * (size - 1 - i)));
	put(bytes, (size_t)size);
}

void driver_put_integer(uint64_t number)
{
	put_number(number, 8);
}

void driver_put_real(double number)
{
	uint64_t bits;
	memcpy(&bits, &number, sizeof bits);
	put_number(bits, 8);
}

static void put_element(const void *element, char kind, size_t size)
{
	uint64_t number = 0;
	float small;
	memcpy(&small, element, sizeof small < size ? sizeof small : size);
	memcpy(&number, element, size);
	if (kind == 'f' && size == sizeof small)
		driver_put_real(small);
	else if (kind == 'i' && size < 8 && number >> (8 * size - 1))
		put_number(number | ~0ull << (8 * size), 8);
	else
		put_number(number, 8);
}

static void put_elements(const void *elements, char kind, size_t size, size_t count)
{
	put_number(count, 4);
	if (kind == 'b')
		put(elements, count);
	for (size_t i = 0; kind != 'b' && i < count && !too_much; i++)
		put_element((const char *)elements + i * size, kind, size);
}

void driver_put_text(const char *text, bool owned)
{
	if (!text) {
		put_number(NONE, 4);
		return;
	}
	put_elements(text, 'b', 1, strlen(text));
	if (owned)
		free((void *)text);
}

void driver_put_texts(char **texts, bool owned)
{
	uint32_t count = 0;
	if (!texts) {
		put_number(NONE, 4);
		return;
	}
	while (texts[count] && count < MOST_TEXTS)
		count++;
	too_much |= count == MOST_TEXTS;
	put_number(count, 4);
	for (uint32_t i = 0; i < count; i++)
		driver_put_text(texts[i], owned);
	if (owned)
		free(texts);
}

void driver_put_pointer(void *to, char kind, size_t size, bool owned, const struct block *blocks, size_t count)
{
	if (!to) {
		put("N", 1);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const char *from = blocks[i].at;
		if (!from || (char *)to < from || (char *)to > from + blocks[i].count * blocks[i].size)
			continue;
		put("A", 1);
		put_number(i, 1);
		put_number((uint64_t)((char *)to - from) / blocks[i].size, 4);
		return;
	}
	put(owned ? "M" : "P", 1);
	if (!owned)
		return;
	put_elements(to, kind, size, malloc_usable_size(to) / size);
	free(to);
}

void driver_put_block(const struct block *block)
{
	if (!block->at)
		put_number(NONE, 4);
	else if (block->kind == 's')
		driver_put_texts(block->at, false);
	else
		put_elements(block->at, block->kind, block->size, block->count);
}

static void answer_call(void)
{
	size_t number = (size_t)take_number(2);
	length = 0;
	too_much = false;
	if (number >= driver_count)
		_exit(3);
	if (!driver_functions[number].there) {
		send_answer('L');
		return;
	}
	driver_functions[number].call();
	length = too_much ? 0 : length;
	fflush(stdout);
	send_answer(too_much ? 'T' : 'V');
}

int main(void)
{
	unsigned char head[4];
	asked = fcntl(0, F_DUPFD_CLOEXEC, 10);
	answers = fcntl(1, F_DUPFD_CLOEXEC, 10);
	close(0);
	if (open("/dev/null", O_RDONLY) < 0)
		return 2;
	dup2(2, 1);
	setvbuf(stdout, printed, _IOLBF, sizeof printed);
	size_t before = __sanitizer_get_current_allocated_bytes();
	while (read_all(head, sizeof head)) {
		uint32_t size = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | head[3];
		if (size < ID + 1 || !(question = malloc(size)) || !read_all(question, size))
			return 2;
		at = question + ID + 1;
		end = question + size;
		if (question[ID] == 'C') {
			answer_call();
		} else {
			length = 0;
			driver_put_integer(__sanitizer_get_current_allocated_bytes() - size - before);
			send_answer('E');
		}
		free(question);
	}
	return 0;
}
