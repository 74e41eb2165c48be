import os
import socket


def attack():
    for folder in ("/run", "/var/run", "/run/user/1000", "/work", "/tmp"):
        for name in ("docker.sock", "containerd/containerd.sock", "podman/podman.sock", "crio/crio.sock"):
            if os.path.exists(f"{folder}/{name}"):
                out = socket.socket(socket.AF_UNIX)
                out.connect(f"{folder}/{name}")
                return True
