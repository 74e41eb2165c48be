#include "init.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

static void answer(const struct frame *frame)
{
	switch (frame->type) {
	case 'F':
		send_answer(put_file(frame->payload, frame->length));
		break;
	case 'G':
		get_file(frame->payload, frame->length);
		break;
	case 'D':
		send_answer(delete_file(frame->payload));
		break;
	case 'M':
		send_answer(mark());
		break;
	case 'B':
		send_answer(frame->length == 4 ? back_to_mark(number_at(frame->payload)) : EINVAL);
		break;
	case 'W':
		want_spare(frame->length == 1 && frame->payload[0]);
		break;
	case 'R':
		run(frame->payload, frame->length);
		break;
	default: /* S, C, K or T that crossed the end of its program on the way */
		break;
	}
}

static void wake(int signal)
{
	(void)signal;
}

/* Usage: sandbox-init LIFE   ends with its stdin, and after LIFE seconds whatever happens to engine and worker. */
int main(int argc, char **argv)
{
	long life = argc > 1 ? strtol(argv[1], NULL, 10) : 900;
	time_t born = time(NULL);
	sigset_t child;
	prctl(PR_SET_DUMPABLE, 0); /* closes /proc/1/{fd,mem,environ} to programs of the same user */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGCHLD, wake);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	send_frame('H', "1", 1);
	for (long left; (left = life - (time(NULL) - born)) > 0;) {
		struct pollfd in = {STDIN_FILENO, POLLIN, 0};
		struct frame frame;
		if (poll(&in, 1, (int)(left > 60 ? 60 : left) * 1000) <= 0)
			continue;
		if (!receive_frame(&frame))
			return 0;
		answer(&frame);
		free(frame.payload);
	}
	return 0;
}
