/* One program while it runs; start.c starts it, run.c sees it to its end. */
#ifndef RUN_H
#define RUN_H

#include "init.h"

#include <sys/resource.h>
#include <sys/types.h>

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
	long memory_before, processes_before, most_processes;
	uint32_t turn_wall_ms, turn_cpu_ms; /* zeros: no turn has begun */
	int64_t turn_born, turn_cpu_before, turn_delay_before;
};

/* start.c: times in microseconds */
int start(struct run *run, char **argv);
void as_program(int in, int out, int err);
int64_t now(void); /* of a clock that never jumps */
int64_t own_cpu(void);
int64_t cpu_of(const struct rusage *usage);

/* spare.c */
bool is_spare(pid_t process);
long spares(void);
bool spare_rests(void);
void spare_has_ended(void);
void prepare_spare(char **argv);
pid_t copy_spare(char **argv, uint32_t cpu_seconds, const int *streams);

#endif
