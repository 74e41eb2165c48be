#include "init.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The number after `key` in a file of "key number" lines; an empty key means the file is one number. */
static int64_t counter(const char *path, const char *key)
{
	char text[4096];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	ssize_t length = read(fd, text, sizeof text - 1);
	close(fd);
	if (length <= 0)
		return -1;
	text[length] = '\0';
	size_t size = strlen(key);
	if (size == 0)
		return atoll(text);
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, key, size) && line[size] == ' ')
			return atoll(line + size);
	}
	return -1;
}

/* Version 1 keeps one folder per controller, version 2 has one for all. */
static int64_t either(const char *first, const char *first_key, const char *second, const char *second_key)
{
	int64_t number = counter(first, first_key);
	return number >= 0 ? number : counter(second, second_key);
}

int64_t cpu_microseconds(void)
{
	int64_t nanoseconds = counter("/sys/fs/cgroup/cpuacct/cpuacct.usage", "");
	return nanoseconds >= 0 ? nanoseconds / 1000 : counter("/sys/fs/cgroup/cpu.stat", "usage_usec");
}

long times_out_of_memory(void)
{
	return (long)either("/sys/fs/cgroup/memory/memory.oom_control", "oom_kill",
			    "/sys/fs/cgroup/memory.events", "oom_kill");
}

long times_out_of_processes(void)
{
	return (long)either("/sys/fs/cgroup/pids/pids.events", "max", "/sys/fs/cgroup/pids.events", "max");
}

long processes_now(void)
{
	return (long)either("/sys/fs/cgroup/pids/pids.current", "", "/sys/fs/cgroup/pids.current", "");
}

bool is_process(const char *name)
{
	return name[0] >= '1' && name[0] <= '9';
}

/* How long a program stood ready while others had the processor, in microseconds: the longest of all but ours. */
int64_t longest_wait_for_cpu(bool (*is_ours)(pid_t process))
{
	int64_t longest = 0;
	DIR *processes = opendir("/proc");
	if (!processes)
		return 0;
	for (struct dirent *entry; (entry = readdir(processes));) {
		char path[300];
		long long ran, waited;
		pid_t process = is_process(entry->d_name) ? atoi(entry->d_name) : 1;
		if (process == 1 || is_ours(process))
			continue;
		snprintf(path, sizeof path, "/proc/%s/schedstat", entry->d_name);
		FILE *file = fopen(path, "re");
		if (!file)
			continue;
		if (fscanf(file, "%lld %lld", &ran, &waited) == 2 && waited / 1000 > longest)
			longest = waited / 1000;
		fclose(file);
	}
	closedir(processes);
	return longest;
}
