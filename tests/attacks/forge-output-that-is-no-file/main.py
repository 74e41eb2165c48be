import os
import socket
import sys

kind = sys.argv[1]
if kind == "pipe":
    os.mkfifo("out.txt")
elif kind == "folder":
    os.makedirs("out.txt/out.txt")
elif kind == "socket":
    socket.socket(socket.AF_UNIX).bind("out.txt")
else:
    os.symlink("/dev/zero", "out.txt")
