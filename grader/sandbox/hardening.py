"""The container of a box: every option that holds a hostile program, each for a reason."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from . import seccomp

MB = 1 << 20
LIFE = 3600  # seconds after which the first process ends, whatever happens to engine and worker
FIRST_UID, UIDS = 20_001, 40_000  # below 65536, so that user namespaces can map them
ROLE = "bitgoeul.role"

MASKED = (
    *(
        "/proc/acpi",
        "/proc/kcore",
        "/proc/keys",
        "/proc/key-users",
        "/proc/latency_stats",
        "/proc/timer_list",
    ),
    *(
        "/proc/timer_stats",
        "/proc/sched_debug",
        "/proc/scsi",
        "/proc/interrupts",
        "/proc/kallsyms",
        "/proc/modules",
    ),
    *(
        "/proc/kmsg",
        "/proc/config.gz",
        "/proc/cmdline",
        "/proc/partitions",
        "/proc/diskstats",
        "/proc/slabinfo",
    ),
    # Boxes could talk to each other through what these count of the whole machine.
    *("/proc/buddyinfo", "/proc/locks", "/proc/pagetypeinfo", "/proc/schedstat", "/proc/softirqs"),
    *("/proc/vmallocinfo", "/proc/zoneinfo", "/proc/fs"),
    *(
        "/proc/pressure",
        "/sys/firmware",
        "/sys/devices/virtual/powercap",
        "/sys/kernel",
        "/sys/block",
        "/sys/class",
    ),
    "/sys/module",
)
READ_ONLY = ("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger")


@dataclass(frozen=True)
class BoxLimits:
    """What a box has for all programs that run in it, one after the other."""

    memory_mb: int = 256
    processes: int = 64
    gpus: int = 0


def config(
    *, image: str, limits: BoxLimits, labels: dict[str, str], architecture: str, cgroups: str
) -> dict[str, Any]:
    """The body of the engine's create request. `cgroups` is the host's version, "1" or "2"."""
    uid = FIRST_UID + secrets.randbelow(UIDS)  # its own user, because the kernel counts some things per user
    return {
        "Image": image,
        "Entrypoint": [],
        "Cmd": ["/usr/local/bin/sandbox-init", str(LIFE)],
        "User": f"{uid}:{uid}",
        "WorkingDir": "/work",
        "Hostname": "sandbox",
        "Env": [
            "PATH=/usr/local/bin:/usr/bin:/bin",
            "HOME=/work",
            "LANG=C.UTF-8",
            "PYTHONDONTWRITEBYTECODE=1",
            "PYTHONNOUSERSITE=1",  # else a checker of style would run the trainee's usercustomize.py
            "PYTHONHASHSEED=0",  # the same work gets the same verdict each time
        ],
        "Labels": {ROLE: "untrusted", **labels},
        "NetworkDisabled": True,  # no network at all, and twice as fast as "none" alone
        "StopSignal": "SIGKILL",
        "Tty": False,
        "OpenStdin": True,
        "StdinOnce": True,  # the end of the worker is the end of stdin is the end of the box
        "AttachStdin": True,
        "AttachStdout": True,
        "AttachStderr": True,
        "HostConfig": _host(uid, limits, architecture, cgroups),
    }


def join(config: dict[str, Any], name: str) -> None:
    """Let the box share the network of another one, which is only that box's own loopback."""
    config["NetworkDisabled"] = False  # or it would get a network of its own
    config["HostConfig"]["NetworkMode"] = f"container:{name}"
    del config["Hostname"]  # comes with the network


def _host(uid: int, limits: BoxLimits, architecture: str, cgroups: str) -> dict[str, Any]:
    memory = limits.memory_mb * MB
    host: dict[str, Any] = {
        "NetworkMode": "none",
        "ReadonlyRootfs": True,
        "Tmpfs": _folders(uid, limits.memory_mb),
        "CapDrop": ["ALL"],
        "Privileged": False,
        "SecurityOpt": ["no-new-privileges:true", f"seccomp={json.dumps(seccomp.profile(architecture))}"],
        "Memory": memory,
        "MemorySwap": memory,  # together with swap: so there is none
        "PidsLimit": limits.processes + 2,  # the first process counts too, and the spare interpreter
        "NanoCpus": 1_000_000_000,
        "CpuShares": 256,  # the site and the worker go first
        "OomScoreAdj": 500,
        "Ulimits": [{"Name": name, "Soft": most, "Hard": most} for name, most in _ulimits(limits).items()],
        "IpcMode": "private",
        "CgroupnsMode": "private",
        "MaskedPaths": list(MASKED),
        "ReadonlyPaths": list(READ_ONLY),
        "Init": False,
        "AutoRemove": False,
        "RestartPolicy": {"Name": "no"},
        "LogConfig": {"Type": "none", "Config": {}},
        "PublishAllPorts": False,
    }
    if limits.gpus:
        host["DeviceRequests"] = [{"Driver": "", "Count": limits.gpus, "Capabilities": [["gpu"]]}]
    if cgroups == "1":
        host["MemorySwappiness"] = 0  # version 2 knows no such thing
    return host


def _folders(uid: int, memory_mb: int) -> dict[str, str]:
    """What can be written to. Full folders and what `Box.mark` keeps count as memory: below 60 % of it."""
    work, tmp, shm = min(64, memory_mb // 4), min(16, memory_mb // 16), min(8, memory_mb // 32)
    own = f"rw,nosuid,nodev,mode=0700,uid={uid},gid={uid}"
    return {
        "/work": f"{own},exec,size={work}m,nr_inodes=4096",
        "/tmp": f"{own},noexec,size={tmp}m,nr_inodes=1024",  # noqa: S108 -- the box's own
        "/dev/shm": f"{own},noexec,size={shm}m,nr_inodes=256",  # noqa: S108 -- the box's own
    }


def _ulimits(limits: BoxLimits) -> dict[str, int]:
    return {
        "nofile": 128,
        "fsize": 32 * MB,
        "nproc": limits.processes + 8,  # a second line: the cgroup counts first, and tells
        "core": 0,
        "memlock": 0,
        "msgqueue": 0,
        "nice": 0,
        "rtprio": 0,
        "sigpending": 256,
    }
