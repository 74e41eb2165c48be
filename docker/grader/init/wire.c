#include "init.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_all(void *into, size_t left)
{
	for (char *at = into; left > 0;) {
		ssize_t got = read(STDIN_FILENO, at, left);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		left -= (size_t)got;
	}
	return true;
}

static void write_all(const void *from, size_t left)
{
	for (const char *at = from; left > 0;) {
		ssize_t put = write(STDOUT_FILENO, at, left);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			_exit(3); /* nobody listens any more: the box ends with its worker */
		at += put;
		left -= (size_t)put;
	}
}

uint32_t number_at(const unsigned char *bytes)
{
	uint32_t number;
	memcpy(&number, bytes, sizeof number);
	return ntohl(number);
}

/* False at the end of input. A frame that cannot be is the end of the box. */
bool receive_frame(struct frame *frame)
{
	unsigned char head[5];
	if (!read_all(head, sizeof head))
		return false;
	uint32_t length = number_at(head);
	if (length < 1 || length > MAX_FRAME)
		_exit(4);
	frame->type = (char)head[4];
	frame->length = length - 1;
	frame->payload = malloc(length);
	if (!frame->payload)
		_exit(5);
	frame->payload[frame->length] = '\0';
	return read_all(frame->payload, frame->length);
}

void send_frame(char type, const void *payload, uint32_t length)
{
	unsigned char head[5];
	uint32_t size = htonl(length + 1);
	memcpy(head, &size, sizeof size);
	head[4] = (unsigned char)type;
	write_all(head, sizeof head);
	write_all(payload, length);
}

void send_answer(int error)
{
	uint32_t number = htonl((uint32_t)error);
	send_frame('A', &number, sizeof number);
}
