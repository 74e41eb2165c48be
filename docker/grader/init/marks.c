#include "init.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* A mark is the working folder written into a file that has no name, so that no program can reach it:
 * what one program hides must not come back for the next. One entry after the other, a folder ended by END. */
#define MAX_MARKS 50
#define MAX_DEPTH 32 /* of folders; submissions are refused long before */
#define MAX_LINK 1024

enum { FOLDER = 'd', REGULAR = 'f', LINK = 'l', END = '.' };

struct entry {
	uint32_t kind, mode, name, size; /* the lengths of name and content, which follow */
};

static FILE *marks[MAX_MARKS];
static long sizes[MAX_MARKS];
static uint32_t marked;

static int write_bytes(FILE *mark, const void *bytes, size_t size)
{
	errno = EIO;
	return size == 0 || fwrite(bytes, size, 1, mark) == 1 ? 0 : errno;
}

static int write_entry(FILE *mark, uint32_t kind, mode_t mode, const char *name, size_t size)
{
	struct entry entry = {kind, mode & 0777, (uint32_t)strlen(name), (uint32_t)size};
	int error = write_bytes(mark, &entry, sizeof entry);
	return error ? error : write_bytes(mark, name, entry.name);
}

static int write_file(FILE *mark, int folder, const char *name, const struct stat *about)
{
	unsigned char buffer[65536];
	int error = 0, in = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (in < 0 && errno == EACCES && !fchmodat(folder, name, 0600, 0)) /* its program shut it */
		in = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (in < 0)
		return errno;
	if (about->st_size > MAX_FRAME * 4LL)
		error = EFBIG;
	else
		error = write_entry(mark, REGULAR, about->st_mode, name, (size_t)about->st_size);
	for (ssize_t got; !error && (got = read(in, buffer, sizeof buffer)) != 0;)
		error = got < 0 ? errno : write_bytes(mark, buffer, (size_t)got);
	close(in);
	return error;
}

static int write_link(FILE *mark, int folder, const char *name)
{
	char target[MAX_LINK];
	ssize_t length = readlinkat(folder, name, target, sizeof target);
	if (length < 0)
		return errno;
	int error = write_entry(mark, LINK, 0, name, (size_t)length);
	return error ? error : write_bytes(mark, target, (size_t)length);
}

static int write_folder(FILE *mark, int folder, int depth);

static int write_any(FILE *mark, int folder, const char *name, int depth)
{
	struct stat about;
	if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW))
		return errno;
	if (S_ISLNK(about.st_mode))
		return write_link(mark, folder, name);
	if (S_ISREG(about.st_mode))
		return write_file(mark, folder, name, &about);
	if (!S_ISDIR(about.st_mode))
		return 0; /* sockets and pipes are not kept */
	if (depth == MAX_DEPTH)
		return ENAMETOOLONG;
	fchmodat(folder, name, 0755, 0);
	int inside = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (inside < 0)
		return errno;
	int error = write_entry(mark, FOLDER, 0755, name, 0);
	if (!error)
		return write_folder(mark, inside, depth + 1);
	close(inside);
	return error;
}

/* Closes `folder`. */
static int write_folder(FILE *mark, int folder, int depth)
{
	int error = 0;
	DIR *entries = fdopendir(folder);
	if (!entries)
		return errno;
	for (struct dirent *entry; !error && (entry = readdir(entries));)
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			error = write_any(mark, dirfd(entries), entry->d_name, depth);
	closedir(entries);
	return error ? error : write_entry(mark, END, 0, "", 0);
}

/* All marks together stay as small as the working folder, or the box would have no memory left for programs. */
static int check_room(long size)
{
	struct statvfs work;
	long long kept = size;
	if (statvfs(WORK, &work))
		return errno;
	for (uint32_t number = 0; number < marked; number++)
		kept += sizes[number];
	return kept > (long long)work.f_blocks * (long long)work.f_frsize ? ENOSPC : 0;
}

static int write_mark(FILE *mark)
{
	chmod(WORK, 0700);
	int folder = open(WORK, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = folder < 0 ? errno : write_folder(mark, folder, 0);
	if (!error && fflush(mark))
		error = errno;
	return error ? error : check_room(ftell(mark));
}

int mark(void)
{
	int error, fd = marked < MAX_MARKS ? memfd_create("mark", MFD_CLOEXEC) : -1;
	FILE *mark = fd < 0 ? NULL : fdopen(fd, "w+");
	if (!mark)
		return marked < MAX_MARKS ? errno : ENOSPC;
	if ((error = write_mark(mark))) {
		fclose(mark);
		return error;
	}
	sizes[marked] = ftell(mark);
	marks[marked++] = mark;
	return 0;
}

static int read_bytes(FILE *mark, void *into, size_t size)
{
	return size == 0 || fread(into, size, 1, mark) == 1 ? 0 : EIO;
}

static int read_file(FILE *mark, int folder, const char *name, const struct entry *entry)
{
	unsigned char buffer[65536];
	int error = 0, out = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, entry->mode);
	if (out < 0)
		return errno;
	for (size_t left = entry->size; !error && left > 0;) {
		size_t part = left < sizeof buffer ? left : sizeof buffer;
		error = read_bytes(mark, buffer, part);
		if (!error)
			error = write_whole(out, buffer, part);
		left -= part;
	}
	close(out);
	return error;
}

static int read_link(FILE *mark, int folder, const char *name, const struct entry *entry)
{
	char target[MAX_LINK + 1] = "";
	if (entry->size > MAX_LINK)
		return EIO;
	int error = read_bytes(mark, target, entry->size);
	return error ? error : symlinkat(target, folder, name) ? errno : 0;
}

static int read_folder(FILE *mark, int folder);

static int read_any(FILE *mark, int folder, const char *name, const struct entry *entry)
{
	if (entry->kind == REGULAR)
		return read_file(mark, folder, name, entry);
	if (entry->kind == LINK)
		return read_link(mark, folder, name, entry);
	if (mkdirat(folder, name, 0755))
		return errno;
	int inside = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (inside < 0)
		return errno;
	int error = read_folder(mark, inside);
	close(inside);
	return error;
}

static int read_folder(FILE *mark, int folder)
{
	for (struct entry entry;;) {
		char name[256] = "";
		int error = read_bytes(mark, &entry, sizeof entry);
		if (error || entry.kind == END)
			return error;
		error = entry.name >= sizeof name ? EIO : read_bytes(mark, name, entry.name);
		if (!error)
			error = read_any(mark, folder, name, &entry);
		if (error)
			return error;
	}
}

/* The working folder as it was at a mark, the first of which is 0, or empty before there is one. */
int back_to_mark(uint32_t number)
{
	if (number > 0 && number >= marked)
		return EINVAL;
	int error = wipe("/tmp");
	if (!error)
		error = wipe("/dev/shm");
	if (!error)
		error = wipe(WORK);
	int folder = error ? -1 : open(WORK, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return error ? error : errno;
	if (number >= marked) {
		close(folder);
		return 0;
	}
	rewind(marks[number]);
	error = read_folder(marks[number], folder);
	close(folder);
	return error;
}
