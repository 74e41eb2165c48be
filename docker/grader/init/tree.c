#include "init.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>


static bool is_name(const char *step)
{
	return step && strcmp(step, ".") && strcmp(step, "..");
}

/* Make a folder that can be entered, in place of whatever else stands there. */
static void make_folder(int folder, const char *name)
{
	struct stat there;
	if (!mkdirat(folder, name, 0755) || errno != EEXIST || fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW))
		return;
	if (S_ISDIR(there.st_mode)) {
		fchmodat(folder, name, 0755, 0); /* a program may have shut it */
		return;
	}
	unlinkat(folder, name, 0);
	mkdirat(folder, name, 0755);
}

/* Open the folder that holds `path`, one step at a time so that no link is followed. Changes `path`. */
static int open_parent(char *path, bool make, const char **name)
{
	char *rest, *step = strtok_r(path, "/", &rest);
	chmod(WORK, 0700);
	int folder = open(WORK, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (char *next; is_name(step) && folder >= 0 && (next = strtok_r(NULL, "/", &rest)); step = next) {
		if (make)
			make_folder(folder, step);
		int deeper = openat(folder, step, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		int error = errno;
		close(folder);
		errno = error;
		folder = deeper;
	}
	*name = step;
	if (folder < 0 || is_name(step))
		return folder;
	close(folder);
	errno = EINVAL;
	return -1;
}

int write_whole(int fd, const unsigned char *content, size_t left)
{
	while (left > 0) {
		ssize_t put = write(fd, content, left);
		if (put < 0)
			return errno;
		content += put;
		left -= (size_t)put;
	}
	return 0;
}

static int replace(char *path, unsigned mode, const unsigned char *content, size_t size)
{
	const char *name;
	int folder = open_parent(path, true, &name);
	if (folder < 0)
		return errno;
	int error = remove_at(folder, name);
	int fd = error ? -1 : openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode & 0777);
	if (!error)
		error = fd < 0 ? errno : write_whole(fd, content, size);
	if (fd >= 0)
		close(fd);
	close(folder);
	return error;
}

/* Our file wins: whatever stands in its place goes. */
int put_file(const unsigned char *payload, uint32_t length)
{
	char path[MAX_PATH + 1];
	if (length < 4)
		return EINVAL;
	unsigned mode = (unsigned)payload[0] << 8 | payload[1], size = (unsigned)payload[2] << 8 | payload[3];
	if (size == 0 || size > MAX_PATH || size > length - 4)
		return EINVAL;
	memcpy(path, payload + 4, size);
	path[size] = '\0';
	return replace(path, mode, payload + 4 + size, length - 4 - size);
}

/* A regular file of at most `most` bytes, opened without following or waiting for anything. */
static int open_regular(char *path, uint32_t most, int *error)
{
	const char *name;
	struct stat about;
	int folder = open_parent(path, false, &name);
	int fd = folder < 0 ? -1 : openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	*error = fd < 0 ? errno : 0;
	if (folder >= 0)
		close(folder);
	if (fd >= 0 && fstat(fd, &about))
		*error = errno;
	else if (fd >= 0 && !S_ISREG(about.st_mode))
		*error = EINVAL;
	else if (fd >= 0 && about.st_size > (off_t)most)
		*error = EFBIG;
	return fd;
}

void get_file(const unsigned char *payload, uint32_t length)
{
	int error = EINVAL, fd = -1;
	uint32_t size = 0, most = length > 4 ? number_at(payload) : MAX_FRAME;
	bool fits = most < MAX_FRAME - 16;
	unsigned char *answer = malloc(4 + (size_t)(fits ? most : 0));
	if (fits && answer)
		fd = open_regular((char *)payload + 4, most, &error);
	while (!error && size < most) {
		ssize_t got = read(fd, answer + 4 + size, most - size);
		if (got < 0)
			error = errno;
		if (got <= 0)
			break;
		size += (uint32_t)got;
	}
	if (fd >= 0)
		close(fd);
	if (!answer)
		_exit(5);
	uint32_t number = htonl((uint32_t)error);
	memcpy(answer, &number, sizeof number);
	send_frame('G', answer, 4 + (error ? 0 : size));
	free(answer);
}

/* Delete a file, a link or a folder. What is not there is deleted already. */
int delete_file(const unsigned char *payload)
{
	const char *name;
	int folder = open_parent((char *)payload, false, &name);
	if (folder < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? 0 : errno;
	int error = remove_at(folder, name);
	close(folder);
	return error;
}
