/* Loaded into python3 ahead of its main: starts the interpreter, then forks one copy of it for each program.
 *
 * A copy becomes what `python3 FILE ARGUMENTS` is right after its start: the same interpreter finds the same words,
 * environment, descriptors, signals and parent, and runs FILE itself. No module is loaded that a start does not load,
 * and nothing a copy does reaches this process: it holds no descriptor of it, and its memory is its own.
 *
 * Requests come on descriptor 3 from the first process of the box, each with the program's three streams:
 *   u32 seconds of CPU time, words, each ended by NUL        -> i32 process, or 0 when there is none
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>
#include <linux/prctl.h>

#define REQUESTS 3
#define MOST_WORDS 65536

struct request {
	uint32_t cpu_seconds;
	char words[MOST_WORDS];
} __attribute__((packed));

/* What we use of the interpreter. Its headers are not there when an image is made, and the layout of its settings
 * belongs to one release, so what we read at these places is compared with what must stand there. */
typedef struct {
	int kind; /* 0: well */
	const char *function, *message;
	int exit_status;
} PyStatus;

typedef struct {
	ssize_t length;
	wchar_t **items;
} PyWideStringList;

enum { ORIG_ARGV = 104, ARGV = 120, RUN_FILENAME = 400, CONFIG_SIZE = 4096 }; /* of 3.11; it needs 424 */

extern void PyConfig_InitPythonConfig(void *config);
extern PyStatus PyConfig_SetBytesArgv(void *config, ssize_t argc, char *const *argv);
extern PyStatus PyConfig_SetString(void *config, wchar_t **place, const wchar_t *text);
extern PyStatus PyConfig_SetWideStringList(void *config, PyWideStringList *list, ssize_t length, wchar_t **items);
extern void PyConfig_Clear(void *config);
extern PyStatus Py_InitializeFromConfig(const void *config);
extern void Py_ExitStatusException(PyStatus status);
extern const void *_PyInterpreterState_GetConfig(void *interpreter);
extern void *PyInterpreterState_Get(void);
extern wchar_t *Py_DecodeLocale(const char *text, size_t *size);
extern void PyMem_RawFree(void *memory);
extern void *PyList_New(ssize_t length);
extern int PyList_SetItem(void *list, ssize_t index, void *item);
extern void *PyUnicode_FromWideChar(const wchar_t *text, ssize_t size);
extern int PySys_SetObject(const char *name, void *value);
extern void PyOS_BeforeFork(void);
extern void PyOS_AfterFork_Parent(void);
extern void PyOS_AfterFork_Child(void);
extern int Py_RunMain(void);

static struct prctl_mm_map map; /* of this process, as the kernel knows it */

static void fail(const char *what)
{
	perror(what);
	_exit(125);
}

/* /proc/self/stat holds the places that a change of the map must repeat. */
static void read_map(void)
{
	char text[2048];
	unsigned long long field[53] = {0};
	int fd = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
	if (length <= 0)
		fail("stat");
	close(fd);
	text[length] = '\0';
	char *at = strrchr(text, ')') + 2;
	for (int number = 3; number <= 52 && at; number++) {
		field[number] = strtoull(at, NULL, 10);
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	map = (struct prctl_mm_map){
		.start_code = field[26], .end_code = field[27], .start_data = field[45], .end_data = field[46],
		.start_brk = field[47], .brk = (unsigned long)sbrk(0), .start_stack = field[28],
		.arg_start = field[48], .arg_end = field[49], .env_start = field[50], .env_end = field[51],
		.auxv = NULL, .auxv_size = 0, .exe_fd = (uint32_t)-1,
	};
}

static int set_map(void)
{
	map.brk = (unsigned long)sbrk(0);
	return prctl(PR_SET_MM, PR_SET_MM_MAP, (unsigned long)&map, sizeof map, 0);
}

/* What `ps` and /proc/self show: the words of the program, and an environment without the line that loads us. */
static void show_words(const char *words, size_t size)
{
	char *shown = mmap(NULL, size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (shown == MAP_FAILED)
		fail("mmap");
	memcpy(shown, words, size);
	map.arg_start = (unsigned long)shown;
	map.arg_end = (unsigned long)shown + size;
	if (set_map())
		fail("map");
}

static void *list_of(PyWideStringList *words)
{
	void *list = PyList_New(words->length);
	for (ssize_t i = 0; list && i < words->length; i++)
		PyList_SetItem(list, i, PyUnicode_FromWideChar(words->items[i], -1));
	return list;
}

static char *settings(void)
{
	return (char *)_PyInterpreterState_GetConfig(PyInterpreterState_Get());
}

/* Whether the settings are laid out as we believe: `python3 spare.py` in /work stands in them. */
static bool knows_layout(void)
{
	char *config = settings();
	PyWideStringList *argv = (PyWideStringList *)(config + ARGV);
	PyWideStringList *orig_argv = (PyWideStringList *)(config + ORIG_ARGV);
	return argv->length == 1 && !wcscmp(argv->items[0], L"spare.py") && orig_argv->length == 2 &&
	       !wcscmp(orig_argv->items[0], L"python3") && !wcscmp(orig_argv->items[1], L"spare.py") &&
	       !wcscmp(*(wchar_t **)(config + RUN_FILENAME), L"/work/spare.py");
}

/* As the interpreter would have read them from its command line. */
static void set_words(char **words, int count)
{
	char *config = settings();
	PyWideStringList *argv = (PyWideStringList *)(config + ARGV);
	PyWideStringList *orig_argv = (PyWideStringList *)(config + ORIG_ARGV);
	wchar_t *wide[256], *absolute = NULL;
	for (int i = 0; i < count; i++)
		wide[i] = Py_DecodeLocale(words[i], NULL);
	char here[4096], path[4096 + MOST_WORDS];
	if (words[1][0] != '/' && getcwd(here, sizeof here)) {
		snprintf(path, sizeof path, "%s/%s", here, words[1]);
		absolute = Py_DecodeLocale(path, NULL);
	}
	PyConfig_SetString(config, (wchar_t **)(config + RUN_FILENAME), absolute ? absolute : wide[1]);
	PyConfig_SetWideStringList(config, argv, count - 1, wide + 1);
	PyConfig_SetWideStringList(config, orig_argv, count, wide);
	PySys_SetObject("argv", list_of(argv));
	PySys_SetObject("orig_argv", list_of(orig_argv));
	for (int i = 0; i < count; i++)
		PyMem_RawFree(wide[i]);
	PyMem_RawFree(absolute);
}

/* In the copy: its parent is the first process of the box, as that of any program. */
static int become(struct request *request, size_t size, const int *streams)
{
	char *words[256];
	int count = 0;
	struct rlimit cpu = {request->cpu_seconds, request->cpu_seconds + 1};
	sigset_t none;
	PyOS_AfterFork_Child();
	while (getppid() != 1)
		sched_yield();
	setsid();
	prctl(PR_SET_DUMPABLE, 1);
	for (int i = 0; i < 3; i++)
		dup2(streams[i], i);
	syscall(SYS_close_range, 3, ~0U, 0);
	setrlimit(RLIMIT_CPU, &cpu);
	show_words(request->words, size);
	for (size_t at = 0; at < size && count < 255; count++) {
		words[count] = request->words + at;
		at += strlen(words[count]) + 1;
	}
	set_words(words, count);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	return Py_RunMain();
}

/* The next request. Returns the size of its words, or -1 when nobody asks any more. */
static ssize_t receive(struct request *request, int *streams)
{
	char control[CMSG_SPACE(3 * sizeof(int))];
	memset(request, 0, sizeof *request); /* no word of one program is found in the memory of the next */
	struct iovec part = {request, sizeof *request - 1};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
	ssize_t got = recvmsg(REQUESTS, &message, MSG_CMSG_CLOEXEC);
	struct cmsghdr *head = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (!head || head->cmsg_len != CMSG_LEN(3 * sizeof(int)) || got < 8)
		return -1;
	memcpy(streams, CMSG_DATA(head), 3 * sizeof(int));
	return got - (ssize_t)sizeof request->cpu_seconds;
}

/* Returns only in a copy, with the status of its program. */
static int serve(void)
{
	static struct request request;
	int streams[3];
	for (ssize_t size; (size = receive(&request, streams)) > 0;) {
		int32_t made[2] = {0, 0};
		int told[2];
		if (pipe2(told, O_CLOEXEC))
			fail("pipe");
		PyOS_BeforeFork();
		pid_t between = fork();
		if (between == 0) {
			int32_t copy = fork();
			if (copy == 0)
				return become(&request, (size_t)size, streams);
			_exit(write(told[1], &copy, sizeof copy) < 0);
		}
		PyOS_AfterFork_Parent();
		close(told[1]);
		if (between > 0 && read(told[0], &made[0], sizeof made[0]) < 0)
			made[0] = 0;
		if (between > 0)
			waitpid(between, NULL, 0);
		close(told[0]);
		for (int i = 0; i < 3; i++)
			close(streams[i]);
		int32_t answer = made[0] > 0 ? made[0] : 0;
		if (send(REQUESTS, &answer, sizeof answer, MSG_NOSIGNAL) < 0)
			break;
	}
	_exit(0);
}

static void initialise(int argc, char **argv)
{
	char *config = calloc(1, CONFIG_SIZE);
	PyConfig_InitPythonConfig(config);
	PyStatus status = PyConfig_SetBytesArgv(config, argc, argv);
	if (!status.kind)
		status = Py_InitializeFromConfig(config);
	PyConfig_Clear(config);
	free(config);
	if (status.kind)
		Py_ExitStatusException(status);
}

static int warm_main(int argc, char **argv, char **envp)
{
	sigset_t all;
	size_t loader = 0; /* our line is the last of the environment */
	for (char **line = envp; *line; line++)
		if (!strncmp(*line, "LD_PRELOAD=", 11))
			loader = (size_t)*line;
	unsetenv("LD_PRELOAD");
	sigfillset(&all);
	sigdelset(&all, SIGCHLD); /* its default is to do nothing; blocked, those of our own children would wait */
	sigprocmask(SIG_BLOCK, &all, NULL);
	initialise(argc, argv);
	prctl(PR_SET_DUMPABLE, 0); /* no program of the same user may look into it */
	fcntl(REQUESTS, F_SETFD, FD_CLOEXEC);
	read_map();
	if (loader)
		map.env_end = loader;
	if (set_map() || !knows_layout())
		fail("map");
	if (send(REQUESTS, "ready", 5, MSG_NOSIGNAL) < 0)
		_exit(125);
	return serve();
}

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

int __libc_start_main(main_function *theirs, int argc, char **argv, void (*init)(void), void (*fini)(void),
		      void (*linker_fini)(void), void *stack)
{
	start_function *next = (start_function *)dlsym(RTLD_NEXT, "__libc_start_main");
	(void)theirs;
	return next(warm_main, argc, argv, init, fini, linker_fini, stack);
}
