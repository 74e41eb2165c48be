/* The first process of a box: it keeps files, starts one program at a time, kills everything after it.
 *
 * It speaks with the grader outside over its own stdin and stdout, in frames:
 *   u32 length of what follows | type (one byte) | payload            numbers are big-endian
 * Every request below has exactly one answer, in order; S, C, K, T and W have none.
 *
 *   F  file     u16 mode, u16 length of path, path, content           -> A
 *   G  get      u32 most bytes, path                                   -> G
 *   D  delete   path                                                   -> A
 *   M  mark     remember /work as it is now; marks are numbered from 0 -> A
 *   B  back     u32 mark: /work as it was then, /tmp and /dev/shm empty -> A
 *   R  run      u32 wall ms, u32 cpu ms, u32 most output, argv, each ended by NUL -> O, E ..., then X
 *   W  warm     u8: whether to keep a spare interpreter from now on, where the image has one; no answer
 *   S  bytes for the program's stdin;  C  end of its stdin;  K  kill it
 *   T  turn     u32 wall ms, u32 cpu ms: what the program may use from now until the next T; zeros: no limit
 *
 *   H  hello;  O, E  bytes of the program's stdout, stderr
 *   A  u32 errno (0: done);  G  u32 errno, content
 *   X  see send_end in run.c
 */
#ifndef INIT_H
#define INIT_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <sys/types.h>

#define MAX_FRAME (16u << 20)
#define MAX_PATH 1024
#define WORK "/work"

struct frame {
	char type;
	uint32_t length;        /* of payload */
	unsigned char *payload; /* always followed by one NUL; owned by the receiver */
};

/* wire.c */
bool receive_frame(struct frame *frame);
void send_frame(char type, const void *payload, uint32_t length);
void send_answer(int error);
uint32_t number_at(const unsigned char *bytes);

/* tree.c and marks.c: all answer 0 or an errno */
int put_file(const unsigned char *payload, uint32_t length);
void get_file(const unsigned char *payload, uint32_t length);
int delete_file(const unsigned char *payload);
int write_whole(int fd, const unsigned char *content, size_t left);
int mark(void);
int back_to_mark(uint32_t number);

/* wipe.c */
int wipe(const char *folder);
int remove_at(int folder, const char *name);

/* counters.c: what the kernel counted for the whole box; -1 where it does not say */
int64_t cpu_microseconds(void);
int64_t longest_wait_for_cpu(bool (*is_ours)(pid_t process));
long processes_now(void);
bool is_process(const char *name);
long times_out_of_memory(void);
long times_out_of_processes(void);

/* spare.c */
void want_spare(bool wants);

/* run.c */
void run(const unsigned char *payload, uint32_t length);

#endif
