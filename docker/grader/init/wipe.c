#include "init.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dot(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

static DIR *open_folder(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder && fd >= 0)
		close(fd);
	return folder;
}

/* Move a folder up to `top` under a name that is free there. */
static int lift(int from, const char *name, int top)
{
	static unsigned counter;
	char free_name[32];
	fchmodat(from, name, 0700, 0);
	for (int attempt = 0; attempt < 10000; attempt++) {
		snprintf(free_name, sizeof free_name, ".lifted-%u", counter++);
		if (!renameat2(from, name, top, free_name, RENAME_NOREPLACE))
			return 0;
		if (errno != EEXIST)
			return errno;
	}
	return EEXIST;
}

/* Delete what is in a folder. Its subfolders are lifted to `top`, so that depth costs no stack and no descriptors. */
static int empty(int at, const char *name, int top)
{
	int error = 0;
	DIR *folder = open_folder(at, name);
	if (!folder)
		return errno;
	for (struct dirent *entry; !error && (entry = readdir(folder));) {
		if (is_dot(entry->d_name) || !unlinkat(dirfd(folder), entry->d_name, 0))
			continue;
		error = lift(dirfd(folder), entry->d_name, top);
	}
	closedir(folder);
	return error;
}

/* Delete a file, a link or a whole folder. */
int remove_at(int folder, const char *name)
{
	if (!unlinkat(folder, name, 0) || errno == ENOENT)
		return 0;
	fchmodat(folder, name, 0700, 0);
	int error = empty(folder, name, folder);
	if (!error && unlinkat(folder, name, AT_REMOVEDIR) && errno != ENOENT)
		error = errno;
	return error;
}

/* Empty a folder of anything a program could leave in it. Nothing else runs meanwhile. */
int wipe(const char *path)
{
	int error = 0;
	bool found = true;
	chmod(path, 0700);
	while (found && !error) {
		DIR *folder = open_folder(AT_FDCWD, path);
		if (!folder)
			return errno;
		found = false;
		for (struct dirent *entry; !error && (entry = readdir(folder));) {
			if (is_dot(entry->d_name))
				continue;
			found = true;
			error = remove_at(dirfd(folder), entry->d_name);
		}
		closedir(folder);
	}
	return error;
}
