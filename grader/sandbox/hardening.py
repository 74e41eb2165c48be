"""The container of a box: every option that holds a hostile program, each for a reason."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from . import seccomp
from .fault import SandboxFault

MB = 1 << 20
LIFE = 3600  # seconds after which the first process ends, whatever happens to engine and worker
FIRST_UID, UIDS = 20_001, 40_000  # below 65536, so that user namespaces can map them
ROLE = "bitgoeul.role"
OWN_PROCESSES = {"runsc": 512}  # threads of a kernel in user space count in the box, and fewer would end it

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
    runtime: str = ""  # runc, crun or runsc; empty: the engine's own choice


@dataclass(frozen=True)
class Machine:
    """What a box depends on besides its limits: the engine's machine."""

    architecture: str  # as `uname -m` says it
    cgroups: str = "2"  # the version
    apparmor: bool = False
    runtimes: tuple[str, ...] = ()

    @classmethod
    def told(cls, info: Mapping[str, Any]) -> Self:
        """From the answer of the engine to /info; engines before 20.10 know cgroups of version 1 alone."""
        names = [option.partition(",")[0] for option in info.get("SecurityOptions") or ()]
        return cls(
            architecture=info["Architecture"],
            cgroups=info.get("CgroupVersion", "1"),
            apparmor="name=apparmor" in names,
            runtimes=tuple(info.get("Runtimes") or ()),
        )

    def check(self, runtime: str) -> None:
        """Raises SandboxFault when boxes as these cannot be made here."""
        if self.architecture not in seccomp.ARCHITECTURES:
            known = ", ".join(seccomp.ARCHITECTURES)
            raise SandboxFault(f"Boxes run on {known}, and this machine is {self.architecture}.")
        if runtime and runtime not in self.runtimes:
            has = ", ".join(sorted(self.runtimes))
            raise SandboxFault(
                f"The task asks for the runtime {runtime}, which the engine lacks; it has: {has}."
            )


def config(*, image: str, limits: BoxLimits, labels: dict[str, str], machine: Machine) -> dict[str, Any]:
    """The body of the engine's create request. Raises SandboxFault for what the machine cannot do."""
    machine.check(limits.runtime)
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
        "HostConfig": _host(uid, limits, machine),
    }


def join(config: dict[str, Any], name: str) -> None:
    """Let the box share the network of another one, which is only that box's own loopback."""
    config["NetworkDisabled"] = False  # or it would get a network of its own
    config["HostConfig"]["NetworkMode"] = f"container:{name}"
    del config["Hostname"]  # comes with the network


def _host(uid: int, limits: BoxLimits, machine: Machine) -> dict[str, Any]:
    memory = limits.memory_mb * MB
    host: dict[str, Any] = {
        "NetworkMode": "none",
        "ReadonlyRootfs": True,
        "Tmpfs": _folders(uid, limits.memory_mb),
        "CapDrop": ["ALL"],
        "Privileged": False,
        "SecurityOpt": _security(machine),
        "Memory": memory,
        "MemorySwap": memory,  # together with swap: so there is none
        # The first process counts too, and the spare interpreter.
        "PidsLimit": max(limits.processes + 2, OWN_PROCESSES.get(limits.runtime, 0)),
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
    if limits.runtime:
        host["Runtime"] = limits.runtime
    if machine.cgroups == "1":
        host["MemorySwappiness"] = 0  # version 2 knows no such thing
    return host


def _security(machine: Machine) -> list[str]:
    profile = json.dumps(seccomp.profile(machine.architecture))
    named = ["apparmor=docker-default"] if machine.apparmor else []  # named, so that its lack is an error
    return ["no-new-privileges:true", f"seccomp={profile}", *named]


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
