# A process that lives on, holds the pipes open, and would spoil the next case.
import os, sys, time
a, b = map(int, input().split())
print(a + b, flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.02)
            if os.path.exists('/work/main.py'):
                os.remove('/work/main.py')
    os._exit(0)
