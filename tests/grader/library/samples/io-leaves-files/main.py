# Fails when anything of an earlier case is still there.
import os, shutil
a, b = map(int, input().split())
for folder in ('/work', '/tmp', '/dev/shm'):
    trace = os.path.join(folder, 'trace')
    if os.path.lexists(trace) or not os.path.exists('/work/main.py'):
        raise SystemExit('something was left behind')
    os.makedirs(trace)
    os.chdir(trace)
    for _ in range(200):
        os.mkdir('deeper')
        os.chdir('deeper')
    os.mkfifo('pipe')
    os.symlink('/etc/passwd', 'link')
os.chmod('/tmp/trace', 0)
os.remove('/work/main.py')
os.mkdir('/work/main.py')
print(a + b)
