# A process that lives on, holds the pipes open, and would spoil the next case.
import os, sys, time
a, b = map(int, input().split())
print(a + b, flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.01)
            print('spoilt', flush=True)
    os._exit(0)
