#include "run.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_ARGUMENTS 255
#define LOOK_EVERY_NS 10000000 /* 10 ms: how late a limit may be noticed; the end of a program wakes us at once */
#define MOST_DELAY 3           /* times the wall limit that a busy machine may add to it */

enum { OVER_WALL = 1, OVER_CPU = 2, OVER_OUTPUT = 4, KILLED = 8, OVER_TURN = 16 };

/* All processes of the program together, also those that nobody waits for. */
static int64_t cpu_used(const struct run *run)
{
	int64_t box = cpu_microseconds();
	if (box < 0 || run->cpu_before < 0)
		return run->ended ? cpu_of(&run->usage) : 0;
	int64_t used = (box - run->cpu_before) - (own_cpu() - run->own_before);
	return used > 0 ? used : 0;
}

static void kill_all(struct run *run, uint32_t flag)
{
	run->flags |= flag;
	kill(-1, SIGKILL);
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void begin_turn(struct run *run, const unsigned char *payload)
{
	run->turn_wall_ms = number_at(payload);
	run->turn_cpu_ms = number_at(payload + 4);
	run->turn_born = now();
	run->turn_cpu_before = cpu_used(run);
	run->turn_delay_before = longest_wait_for_cpu(is_spare);
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
	} else if (frame.type == 'T' && frame.length == 8) {
		begin_turn(run, frame.payload);
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
		if (is_spare(dead))
			spare_has_ended();
		if (dead != run->child)
			continue;
		run->ended = true;
		run->status = status;
		run->usage = usage;
	}
}

/* The wall clock stops sleepers. Time in which a busy machine let the program wait is not the program's. */
static bool over_wall(int64_t born, int64_t delay_before, uint32_t wall_ms)
{
	int64_t wall = wall_ms * 1000LL, passed = now() - born;
	if (passed <= wall)
		return false;
	int64_t delay = longest_wait_for_cpu(is_spare) - delay_before;
	return passed - (delay < MOST_DELAY * wall ? delay : MOST_DELAY * wall) > wall;
}

static void watch_turn(struct run *run, int64_t cpu)
{
	if (!run->turn_wall_ms)
		return;
	if (over_wall(run->turn_born, run->turn_delay_before, run->turn_wall_ms))
		kill_all(run, OVER_TURN | OVER_WALL);
	if (cpu - run->turn_cpu_before > run->turn_cpu_ms * 1000LL)
		kill_all(run, OVER_TURN | OVER_CPU);
}

static void watch_limits(struct run *run)
{
	int64_t cpu = cpu_used(run);
	if (over_wall(run->born, 0, run->wall_ms))
		kill_all(run, OVER_WALL);
	if (cpu > run->cpu_ms * 1000LL)
		kill_all(run, OVER_CPU);
	watch_turn(run, cpu);
	long processes = processes_now() - 1 - spares();
	if (processes > run->most_processes)
		run->most_processes = processes;
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
		count += is_process(entry->d_name);
	closedir(processes);
	return count > 0 ? count - 1 : 0;
}

/* After this only we are left. A box in which something survives is of no use: it ends. */
static void sweep(struct run *run)
{
	run->stragglers = others() - spare_rests();
	if (processes_now() == 2 && spare_rests()) /* by the kernel's own count, which nothing can outrun */
		return;
	spare_has_ended();
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
 * refused processes, processes left behind, errno of a program that could not be started, most processes
 * that were seen at once. */
static void send_end(struct run *run, int64_t wall, int64_t cpu)
{
	long memory = times_out_of_memory() - run->memory_before;
	long processes = times_out_of_processes() - run->processes_before;
	uint32_t numbers[10] = {(uint32_t)run->status,  run->flags,         (uint32_t)wall,
			       (uint32_t)cpu,          (uint32_t)run->usage.ru_maxrss,
			       (uint32_t)memory,       (uint32_t)processes, run->stragglers,
			       (uint32_t)run->start_error, (uint32_t)run->most_processes};
	for (int i = 0; i < 10; i++)
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
