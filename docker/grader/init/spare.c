#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A spare interpreter stands ready between the programs of one hand-in and is copied for each of them (warm.c of
 * the image). It is no part of any program: it blocks every signal, cannot be looked into, and is ended whenever
 * something else is left when a program has ended. Where there is none, programs are started in the ordinary way. */
#define LOADED "/usr/local/lib/bitgoeul/warm.so"
#define REQUESTS 3      /* its descriptor */
#define PATIENCE 5000   /* ms for its start and for each copy */
#define MOST_WORDS 60000

static bool wanted;
static pid_t spare;
static int talk = -1;

bool is_spare(pid_t process)
{
	return spare > 0 && process == spare;
}

long spares(void)
{
	return spare > 0;
}

void spare_has_ended(void)
{
	spare = 0;
	if (talk >= 0)
		close(talk);
	talk = -1;
}

static void end_spare(void)
{
	if (spare > 0) {
		kill(spare, SIGKILL);
		waitpid(spare, NULL, 0);
	}
	spare_has_ended();
	wanted = false; /* it did not do what it should: no second try in this box */
}

void want_spare(bool wants)
{
	end_spare();
	wanted = wants && access(LOADED, R_OK) == 0;
}

/* Whether it waits for the next request as before: not dead, not stopped, with no signal that waits for it. What a
 * program can do to a process that it cannot look into is to send signals, and none may be left for the next. */
bool spare_rests(void)
{
	char path[64], text[4096];
	if (spare <= 0)
		return false;
	snprintf(path, sizeof path, "/proc/%d/status", spare);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
	if (fd >= 0)
		close(fd);
	if (length <= 0)
		return false;
	text[length] = '\0';
	return (strstr(text, "\nState:\tS") || strstr(text, "\nState:\tR")) &&
	       strstr(text, "\nSigPnd:\t0000000000000000\n") && strstr(text, "\nShdPnd:\t0000000000000000\n");
}

static bool answers(void *into, size_t size)
{
	struct pollfd fds = {talk, POLLIN, 0};
	return poll(&fds, 1, PATIENCE) == 1 && recv(talk, into, size, 0) == (ssize_t)size;
}

static void become_spare(int in, int out, int theirs)
{
	char *argv[] = {"python3", "spare.py", NULL};
	as_program(in, out, out);
	if (theirs == REQUESTS)
		fcntl(theirs, F_SETFD, 0);
	else
		dup2(theirs, REQUESTS);
	setenv("LD_PRELOAD", LOADED, 1);
	execvp(argv[0], argv);
	_exit(127);
}

/* The streams of its start are pipes like those of a program, and nobody uses them. */
static void start_spare(void)
{
	int ends[2] = {-1, -1}, in[2] = {-1, -1}, out[2] = {-1, -1};
	char ready[5];
	bool made = !socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) && !pipe2(in, O_CLOEXEC) &&
		    !pipe2(out, O_CLOEXEC);
	if (made && (spare = fork()) == 0)
		become_spare(in[0], out[1], ends[1]);
	talk = ends[0];
	int done[] = {ends[1], in[0], in[1], out[0], out[1]};
	for (size_t i = 0; i < sizeof done / sizeof *done; i++)
		if (done[i] >= 0)
			close(done[i]);
	if (!made || spare < 0 || !answers(ready, sizeof ready))
		end_spare();
}

/* `python3 FILE …` and nothing that an interpreter reads from its command line before that. */
static bool can_copy(char **argv)
{
	size_t size = 0;
	for (char **word = argv; *word; word++)
		size += strlen(*word) + 1;
	return size < MOST_WORDS && !strcmp(argv[0], "python3") && argv[1] && argv[1][0] && argv[1][0] != '-';
}

/* Have a spare for this program, when there is to be one. Before anything of the program is measured. */
void prepare_spare(char **argv)
{
	if (!wanted || !can_copy(argv))
		return;
	if (spare > 0 && !spare_rests())
		end_spare();
	else if (spare <= 0)
		start_spare();
}

/* A copy of the spare that runs the program; 0 when there is none. */
pid_t copy_spare(char **argv, uint32_t cpu_seconds, const int *streams)
{
	char words[MOST_WORDS], control[CMSG_SPACE(3 * sizeof(int))] = {0};
	size_t size = 0;
	int32_t copy = 0;
	if (spare <= 0 || !can_copy(argv))
		return 0;
	for (char **word = argv; *word; word++)
		size += (size_t)(stpcpy(words + size, *word) - (words + size)) + 1;
	struct iovec parts[] = {{&cpu_seconds, sizeof cpu_seconds}, {words, size}};
	struct msghdr message = {
		.msg_iov = parts, .msg_iovlen = 2, .msg_control = control, .msg_controllen = sizeof control};
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(3 * sizeof(int));
	memcpy(CMSG_DATA(head), streams, 3 * sizeof(int));
	if (sendmsg(talk, &message, MSG_NOSIGNAL) > 0 && answers(&copy, sizeof copy) && copy > 0)
		return copy;
	end_spare();
	return 0;
}
