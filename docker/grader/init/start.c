#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

int64_t cpu_of(const struct rusage *usage)
{
	return (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000LL + usage->ru_utime.tv_usec +
	       usage->ru_stime.tv_usec;
}

int64_t own_cpu(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return cpu_of(&usage);
}

/* In the child: what every program starts with. */
void as_program(int in, int out, int err)
{
	sigset_t none;
	setsid();
	prctl(PR_SET_DUMPABLE, 1); /* else the next file belongs to root */
	int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	if (score >= 0 && write(score, "1000", 4) < 0)
		_exit(125);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static uint32_t most_cpu_seconds(const struct run *run)
{
	return run->cpu_ms / 1000 + 2;
}

/* In the child: become the program. Reports errno through `trouble` when that fails. */
static void become(const struct run *run, char **argv, int in, int out, int err, int trouble)
{
	struct rlimit cpu = {most_cpu_seconds(run), most_cpu_seconds(run) + 1};
	as_program(in, out, err);
	setrlimit(RLIMIT_CPU, &cpu);
	execvp(argv[0], argv);
	int error = errno;
	if (write(trouble, &error, sizeof error) < 0)
		_exit(126);
	_exit(127);
}

/* Answers 0 or an errno. Whatever it answers, our ends of the pipes that could be made are in `run`. */
int start(struct run *run, char **argv)
{
	int pipes[4][2] = {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}}, error = 0;
	for (int i = 0; i < 4 && !error; i++)
		error = pipe2(pipes[i], O_CLOEXEC) ? errno : 0;
	prepare_spare(argv);
	run->memory_before = times_out_of_memory();
	run->processes_before = times_out_of_processes();
	run->own_before = own_cpu();
	run->cpu_before = cpu_microseconds();
	run->born = now();
	const int streams[] = {pipes[0][0], pipes[1][1], pipes[2][1]};
	if (!error)
		run->child = copy_spare(argv, most_cpu_seconds(run), streams);
	if (!error && run->child == 0 && (run->child = fork()) < 0)
		error = errno;
	if (!error && run->child == 0)
		become(run, argv, pipes[0][0], pipes[1][1], pipes[2][1], pipes[3][1]);
	run->in = pipes[0][1], run->out = pipes[1][0], run->err = pipes[2][0], run->trouble = pipes[3][0];
	close(pipes[0][0]);
	for (int i = 1; i < 4; i++)
		close(pipes[i][1]);
	fcntl(run->in, F_SETFL, O_NONBLOCK);
	fcntl(run->out, F_SETFL, O_NONBLOCK);
	fcntl(run->err, F_SETFL, O_NONBLOCK);
	return error;
}
