#include "init.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_ARGUMENTS 255
#define LOOK_EVERY_NS 10000000 /* 10 ms: how late a CPU limit may be noticed; the end of a program wakes us at once */

enum { OVER_WALL = 1, OVER_CPU = 2, OVER_OUTPUT = 4, KILLED = 8 };

/* One program from its start until nothing of it is left. */
struct run {
	uint32_t wall_ms, cpu_ms, most_output;
	pid_t child;
	bool ended;
	int status, start_error;
	struct rusage usage;
	int in, out, err, trouble; /* our ends of the pipes; `trouble` carries errno of a failed exec */
	unsigned char *input;
	size_t input_size, input_sent, output;
	bool close_input;
	uint32_t flags, stragglers;
	int64_t born, cpu_before, own_before;
	long memory_before, processes_before;
};

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static int64_t microseconds(const struct rusage *usage)
{
	return (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000LL + usage->ru_utime.tv_usec +
	       usage->ru_stime.tv_usec;
}

static int64_t own_cpu(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return microseconds(&usage);
}

/* All processes of the program together, also those that nobody waits for. */
static int64_t cpu_used(const struct run *run)
{
	int64_t box = cpu_microseconds();
	if (box < 0 || run->cpu_before < 0)
		return run->ended ? microseconds(&run->usage) : 0;
	int64_t used = (box - run->cpu_before) - (own_cpu() - run->own_before);
	return used > 0 ? used : 0;
}

static void kill_all(struct run *run, uint32_t flag)
{
	run->flags |= flag;
	kill(-1, SIGKILL);
}

/* In the child: become the program. Reports errno through `trouble` when that fails. */
static void become(const struct run *run, char **argv, int in, int out, int err, int trouble)
{
	struct rlimit cpu = {run->cpu_ms / 1000 + 2, run->cpu_ms / 1000 + 3};
	sigset_t none;
	setsid();
	prctl(PR_SET_DUMPABLE, 1); /* else the next file belongs to root */
	int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	if (score >= 0 && write(score, "1000", 4) < 0)
		_exit(125);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	setrlimit(RLIMIT_CPU, &cpu);
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(argv[0], argv);
	int error = errno;
	if (write(trouble, &error, sizeof error) < 0)
		_exit(126);
	_exit(127);
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int start(struct run *run, char **argv)
{
	int pipes[4][2] = {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}}, error = 0;
	for (int i = 0; i < 4 && !error; i++)
		error = pipe2(pipes[i], O_CLOEXEC) ? errno : 0;
	if (!error) {
		run->memory_before = times_out_of_memory();
		run->processes_before = times_out_of_processes();
		run->own_before = own_cpu();
		run->cpu_before = cpu_microseconds();
		run->born = now();
		run->child = fork();
		error = run->child < 0 ? errno : 0;
		if (run->child == 0)
			become(run, argv, pipes[0][0], pipes[1][1], pipes[2][1], pipes[3][1]);
	}
	run->in = pipes[0][1], run->out = pipes[1][0], run->err = pipes[2][0], run->trouble = pipes[3][0];
	shut(&pipes[0][0]);
	for (int i = 1; i < 4; i++)
		shut(&pipes[i][1]);
	fcntl(run->in, F_SETFL, O_NONBLOCK);
	fcntl(run->out, F_SETFL, O_NONBLOCK);
	fcntl(run->err, F_SETFL, O_NONBLOCK);
	return error;
}

/* A frame that came while the program runs. */
static void obey(struct run *run)
{
	struct frame frame;
	if (!receive_frame(&frame))
		_exit(0);
	if (frame.type == 'S' && run->in >= 0) {
		run->input = realloc(run->input, run->input_size + frame.length + 1);
		if (!run->input)
			_exit(5);
		memcpy(run->input + run->input_size, frame.payload, frame.length);
		run->input_size += frame.length;
	} else if (frame.type == 'C') {
		run->close_input = true;
	} else if (frame.type == 'K') {
		kill_all(run, KILLED);
	}
	free(frame.payload);
}

static void feed(struct run *run)
{
	if (run->in < 0)
		return;
	if (run->input_sent < run->input_size) {
		ssize_t put = write(run->in, run->input + run->input_sent, run->input_size - run->input_sent);
		if (put > 0)
			run->input_sent += (size_t)put;
		else if (errno != EAGAIN && errno != EINTR)
			shut(&run->in); /* the program reads no more */
	}
	if (run->input_sent == run->input_size) {
		run->input_sent = run->input_size = 0;
		if (run->close_input)
			shut(&run->in);
	}
}

/* Pass on what came from one pipe. Returns false when there is nothing now. */
static bool relay(struct run *run, int *fd, char type)
{
	unsigned char bytes[65536];
	ssize_t got = *fd < 0 ? -1 : read(*fd, bytes, sizeof bytes);
	if (got == 0)
		shut(fd);
	if (got <= 0)
		return false;
	size_t room = run->most_output - run->output;
	size_t kept = (size_t)got < room ? (size_t)got : room;
	if (kept)
		send_frame(type, bytes, (uint32_t)kept);
	run->output += kept;
	if (kept < (size_t)got)
		kill_all(run, OVER_OUTPUT);
	return true;
}

static void look_for_end(struct run *run)
{
	int status;
	struct rusage usage;
	for (pid_t dead; (dead = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
		if (dead != run->child)
			continue;
		run->ended = true;
		run->status = status;
		run->usage = usage;
	}
}

static void watch_limits(struct run *run)
{
	if (now() - run->born > run->wall_ms * 1000LL)
		kill_all(run, OVER_WALL);
	if (cpu_used(run) > run->cpu_ms * 1000LL)
		kill_all(run, OVER_CPU);
}

static void wait_for_end(struct run *run)
{
	const struct timespec patience = {0, LOOK_EVERY_NS};
	sigset_t none;
	sigemptyset(&none); /* SIGCHLD reaches us only inside ppoll, so none is missed before it */
	while (!run->ended) {
		bool hungry = run->in >= 0 && (run->input_sent < run->input_size || run->close_input);
		struct pollfd fds[] = {{STDIN_FILENO, POLLIN, 0},
				       {run->out, POLLIN, 0},
				       {run->err, POLLIN, 0},
				       {hungry ? run->in : -1, POLLOUT, 0}};
		ppoll(fds, 4, &patience, &none);
		if (fds[0].revents)
			obey(run);
		feed(run);
		relay(run, &run->out, 'O');
		relay(run, &run->err, 'E');
		watch_limits(run);
		look_for_end(run);
	}
}

static uint32_t others(void)
{
	uint32_t count = 0;
	DIR *processes = opendir("/proc");
	if (!processes)
		return 0;
	for (struct dirent *entry; (entry = readdir(processes));)
		count += entry->d_name[0] >= '1' && entry->d_name[0] <= '9';
	closedir(processes);
	return count > 0 ? count - 1 : 0;
}

/* After this only we are left. A box in which something survives is of no use: it ends. */
static void sweep(struct run *run)
{
	run->stragglers = others();
	for (int64_t patience = now() + 5000000; now() < patience;) {
		kill(-1, SIGKILL);
		pid_t dead = waitpid(-1, NULL, WNOHANG);
		if (dead < 0 && errno == ECHILD)
			return;
		if (dead == 0)
			usleep(500);
	}
	_exit(6);
}

/* X: wait status, flags, wall and cpu in microseconds, largest process in kB, kills for want of memory,
 * refused processes, processes left behind, errno of a program that could not be started. */
static void send_end(struct run *run, int64_t wall, int64_t cpu)
{
	long memory = times_out_of_memory() - run->memory_before;
	long processes = times_out_of_processes() - run->processes_before;
	uint32_t numbers[9] = {(uint32_t)run->status,  run->flags,         (uint32_t)wall,
			       (uint32_t)cpu,          (uint32_t)run->usage.ru_maxrss,
			       (uint32_t)memory,       (uint32_t)processes, run->stragglers,
			       (uint32_t)run->start_error};
	for (int i = 0; i < 9; i++)
		numbers[i] = htonl(numbers[i]);
	send_frame('X', numbers, sizeof numbers);
}

static int split(const unsigned char *from, uint32_t length, char **argv)
{
	int count = 0;
	for (uint32_t at = 0; at < length && count < MAX_ARGUMENTS; count++) {
		argv[count] = (char *)from + at;
		at += (uint32_t)strlen(argv[count]) + 1;
	}
	argv[count] = NULL;
	return count;
}

void run(const unsigned char *payload, uint32_t length)
{
	char *argv[MAX_ARGUMENTS + 1];
	struct run run = {.in = -1, .out = -1, .err = -1, .trouble = -1};
	if (length < 13 || split(payload + 12, length - 12, argv) == 0)
		_exit(4);
	run.wall_ms = number_at(payload);
	run.cpu_ms = number_at(payload + 4);
	run.most_output = number_at(payload + 8);
	run.start_error = start(&run, argv);
	if (!run.start_error)
		wait_for_end(&run);
	int64_t wall = now() - run.born;
	sweep(&run);
	int64_t cpu = cpu_used(&run);
	while (relay(&run, &run.out, 'O'))
		;
	while (relay(&run, &run.err, 'E'))
		;
	if (!run.start_error && read(run.trouble, &run.start_error, sizeof run.start_error) < 0)
		run.start_error = 0;
	shut(&run.in);
	shut(&run.out);
	shut(&run.err);
	shut(&run.trouble);
	free(run.input);
	send_end(&run, wall, cpu);
}
