"""The system calls that a program in a box may make.

An allow-list: what is not named fails with EPERM. It carries CPython with threads and processes, asyncio,
servers on 127.0.0.1, gcc, make and valgrind. It leaves out namespaces, mounts, ptrace, io_uring, bpf, perf,
keys, System V IPC, and every socket that is neither UNIX nor IP. Limits, priority and processors may be
changed for the caller alone: the kernel would let one process of a user slow down or starve another, also the
first process of the box.
"""

from collections.abc import Iterator
from typing import Any

ARCHITECTURES = {"x86_64": "SCMP_ARCH_X86_64", "aarch64": "SCMP_ARCH_AARCH64"}
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
NEW_NAMESPACES = 0x7E020000  # every CLONE_NEW* flag of clone(2)
PERSONALITIES = (0x0, 0xFFFFFFFF, 0x40000)  # Linux, "tell me", no address randomisation (used by valgrind)
ENOSYS = 38

FILES = """
access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr flistxattr
flock fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64 getxattr ioctl lchown lgetxattr
link linkat listxattr llistxattr lseek lstat memfd_create mkdir mkdirat mknod mknodat newfstatat open openat
openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv
rename renameat renameat2 rmdir sendfile splice stat statfs statx symlink symlinkat sync_file_range tee
truncate umask unlink unlinkat utime utimensat utimes write writev
"""
MEMORY = """
brk get_mempolicy madvise mbind membarrier mincore mlock mlock2 mlockall mmap mprotect mremap msync munlock
munlockall munmap pkey_alloc pkey_free pkey_mprotect set_mempolicy
"""
PROCESSES = """
alarm arch_prctl capget capset execve execveat exit exit_group fork futex futex_waitv get_robust_list getcpu
getegid geteuid getgid getgroups getitimer getpgid getpgrp getpid getppid getpriority getresgid getresuid
getrlimit getrusage getsid gettid getuid ioprio_get kill pause pidfd_open pidfd_send_signal prctl
restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min sched_getaffinity
sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_yield set_robust_list
set_tid_address setfsgid setfsuid setgid setgroups setitimer setpgid setregid setresgid setresuid setreuid
setrlimit setsid setuid sigaltstack tgkill time times tkill uname vfork wait4 waitid
"""
TIME_AND_WAITING = """
clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2
epoll_wait eventfd eventfd2 getrandom gettimeofday nanosleep poll ppoll pselect6 select signalfd signalfd4
sysinfo timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create
timerfd_gettime timerfd_settime
"""
SOCKETS = """
accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg
sendmsg sendto setsockopt shutdown
"""
# The first argument names the process; 0 is the caller.
OF_THE_CALLER = "prlimit64 sched_setaffinity sched_setattr sched_setparam sched_setscheduler"

Rule = dict[str, Any]


def profile(architecture: str) -> Rule:
    """The profile as the engine takes it, for the machine name that `uname -m` gives. Raises KeyError."""
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "architectures": [ARCHITECTURES[architecture]],
        "syscalls": list(_rules()),
    }


def _rules() -> Iterator[Rule]:
    names = " ".join((FILES, MEMORY, PROCESSES, TIME_AND_WAITING, SOCKETS)).split()
    yield {"names": names, "action": "SCMP_ACT_ALLOW"}
    for family in (AF_UNIX, AF_INET, AF_INET6):
        yield _allow(["socket", "socketpair"], value=family)
    for value in PERSONALITIES:
        yield _allow(["personality"], value=value)
    yield _allow(OF_THE_CALLER.split(), value=0)
    caller = [{"index": index, "op": "SCMP_CMP_EQ", "value": 0} for index in (0, 1)]  # a process: this one
    yield {"names": ["setpriority"], "action": "SCMP_ACT_ALLOW", "args": caller}
    yield _allow(["clone"], value=NEW_NAMESPACES, valueTwo=0, op="SCMP_CMP_MASKED_EQ")
    # clone3 hides its flags behind a pointer; told that it does not exist, the C library falls back to clone.
    yield {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": ENOSYS}


def _allow(names: list[str], *, op: str = "SCMP_CMP_EQ", **numbers: int) -> Rule:
    return {"names": names, "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "op": op, **numbers}]}
