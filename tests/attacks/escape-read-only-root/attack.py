import os

PATHS = """/etc/ld.so.preload /etc/passwd /usr/bin/python3 /usr/lib/python3/dist-packages/sitecustomize.py
/usr/local/lib/bitgoeul/python_driver.py /usr/local/bin/gcc /usr/local/bin/python3 /bin/sh /root/.profile /x""".split()


def attack():
    for path in PATHS:
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
            return path
        except OSError:
            pass
