"""The container of a box, as the engine has it and as a program in it sees it."""

import json
import platform

import pytest

from grader import grading, images
from grader.grading import grade
from grader.sandbox import BoxLimits, RunLimits, SandboxFault, hardening, seccomp
from grader.sandbox.hardening import Machine

LOOK = RunLimits(cpu_seconds=5, wall_seconds=20)
SMALL = BoxLimits(memory_mb=64, processes=4)
ONE_CASE = """\
image: python
needs: {needs}
stages:
  - name: ex00
    kind: io
    title: {{ko: 하나, en: One}}
    command: [python3, main.py]
    cases: [{{name: a, expect: x}}]
"""


@pytest.fixture
def look(box):
    """Run Python in the box and read the JSON that it prints."""

    def look(program):
        ended = box.run(["python3", "-c", program], limits=LOOK)
        assert ended.outcome == "ended", ended
        assert ended.exit_status == 0, ended.stderr.decode()
        return json.loads(ended.stdout)

    return look


HOST = {  # what the engine must have of each box, whatever its limits
    "NetworkMode": "none",
    "ReadonlyRootfs": True,
    "Privileged": False,
    "CapDrop": ["ALL"],
    "CapAdd": None,
    "Binds": None,
    "Devices": None,
    "VolumesFrom": None,
    "PortBindings": None,
    "PublishAllPorts": False,
    "Memory": 128 << 20,
    "MemorySwap": 128 << 20,
    "PidsLimit": 18,
    "NanoCpus": 10**9,
    "CpuShares": 256,
    "OomScoreAdj": 500,
    "OomKillDisable": False,
    "IpcMode": "private",
    "CgroupnsMode": "private",
    "PidMode": "",
    "UTSMode": "",
    "UsernsMode": "",
    "LogConfig": {"Type": "none", "Config": {}},
    "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
    "AutoRemove": False,
    "MaskedPaths": list(hardening.MASKED),
    "ReadonlyPaths": list(hardening.READ_ONLY),
}
ULIMITS = {
    "nofile": 128,
    "fsize": 32 << 20,
    "nproc": 24,
    "core": 0,
    "memlock": 0,
    "msgqueue": 0,
    "nice": 0,
    "rtprio": 0,
    "sigpending": 256,
}
LOOKING = """\
import json, os, resource
def limit(name):
    return resource.getrlimit(getattr(resource, 'RLIMIT_' + name.upper()))
mounts = {line.split()[1]: set(line.split()[3].split(',')) for line in open('/proc/mounts')}
rooms = {path: os.statvfs(path) for path in FOLDERS}
def empty(path):
    return not os.path.exists(path) or not (os.listdir(path) if os.path.isdir(path) else open(path).read(1))
def number(*paths):
    return next(int(open(path).read()) for path in paths if os.path.exists(path))
print(json.dumps({
    'limits': {name: limit(name) for name in LIMITS},
    'root': 'ro' in mounts['/'],
    'folders': {path: sorted({'nosuid', 'nodev', 'noexec', 'rw'} & mounts[path]) for path in FOLDERS},
    'sizes': {path: room.f_blocks * room.f_frsize >> 20 for path, room in rooms.items()},
    'files': {path: room.f_files for path, room in rooms.items()},
    'masked': [path for path in MASKED if not empty(path)],
    'memory': number('/sys/fs/cgroup/memory/memory.limit_in_bytes', '/sys/fs/cgroup/memory.max') >> 20,
    'processes': number('/sys/fs/cgroup/pids/pids.max', '/sys/fs/cgroup/pids.max'),
    'host': os.uname().nodename,
    'descriptors': sorted(map(int, os.listdir('/proc/self/fd')))[:3],
    'resolver': os.path.exists('/etc/resolv.conf') and open('/etc/resolv.conf').read(),
    'groups': [group for group in os.getgroups() if group != os.getgid()],
}))
"""
CONFIG = {
    "Hostname": "sandbox",
    "Tty": False,
    "OpenStdin": True,
    "StdinOnce": True,
    "StopSignal": "SIGKILL",
    "WorkingDir": "/work",
    "ExposedPorts": None,
    "Volumes": None,
}


def told(found, expected):
    """The same keys; what is empty is empty in the way that is expected."""
    return {
        name: found.get(name) or value if not value else found.get(name) for name, value in expected.items()
    }


@pytest.mark.engine
def test_the_engine_has_every_option(engine, box):
    found = engine.client.inspect_container(box.name)
    config, host = found["Config"], found["HostConfig"]
    ulimits = {limit["Name"]: (limit["Soft"], limit["Hard"]) for limit in host["Ulimits"]}
    profile = next(option for option in host["SecurityOpt"] if option.startswith("seccomp="))
    uid, _, gid = config["User"].partition(":")

    assert told(host, HOST) == HOST
    assert told(config, CONFIG) == CONFIG
    assert found["NetworkSettings"]["Networks"].keys() <= {"none"}
    assert not found["Mounts"]
    assert "no-new-privileges:true" in host["SecurityOpt"]
    assert json.loads(profile.removeprefix("seccomp=")) == seccomp.profile(platform.machine())
    assert host["MemorySwappiness"] in (0, None)  # version 2 of cgroups has none
    assert not host.get("Init")
    assert ulimits == {name: (most, most) for name, most in ULIMITS.items()}
    assert uid == gid
    assert 20_001 <= int(uid) < 65_536
    own = f"rw,nosuid,nodev,mode=0700,uid={uid},gid={uid}"
    assert host["Tmpfs"] == {
        "/work": f"{own},exec,size=32m,nr_inodes=4096",
        "/tmp": f"{own},noexec,size=8m,nr_inodes=1024",
        "/dev/shm": f"{own},noexec,size=4m,nr_inodes=256",
    }
    assert config["Labels"]["bitgoeul.boot"] == "tests"
    names = {variable.partition("=")[0] for variable in config["Env"]}
    assert names - {"OPENBLAS_NUM_THREADS"} == {
        "PATH", "HOME", "LANG", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONNOUSERSITE",
    }  # fmt: skip


@pytest.mark.engine
def test_a_box_in_the_network_of_another_differs_in_nothing_else(engine, box):
    image = engine.client.inspect_container(box.name)["Image"]

    with engine.box(
        image=image, limits=BoxLimits(memory_mb=128, processes=16), network_of=box.name
    ) as joined:
        first, second = (engine.client.inspect_container(name) for name in (box.name, joined.name))
        seen = joined.run(["cat", "/proc/net/dev", "/proc/net/route"], limits=LOOK).stdout.decode()

    mode = second["HostConfig"]["NetworkMode"]
    for host in (first["HostConfig"], second["HostConfig"]):
        host["Tmpfs"] = {path: options.split(",uid=")[0] for path, options in host["Tmpfs"].items()}
        del host["NetworkMode"]
    assert mode == f"container:{first['Id']}"
    assert second["HostConfig"] == first["HostConfig"]
    assert [line.split(":")[0].strip() for line in seen.splitlines()[2:] if ":" in line] == ["lo"]


@pytest.mark.engine
def test_a_program_sees_every_option(look):
    asked = (list(ULIMITS), ["/work", "/tmp", "/dev/shm"], hardening.MASKED)
    seen = look(f"LIMITS, FOLDERS, MASKED = {asked!r}\n" + LOOKING)

    assert seen["limits"] == {name: [most, most] for name, most in ULIMITS.items()}
    assert seen["root"]
    assert seen["folders"] == {
        "/work": ["nodev", "nosuid", "rw"],
        "/tmp": ["nodev", "noexec", "nosuid", "rw"],
        "/dev/shm": ["nodev", "noexec", "nosuid", "rw"],
    }
    assert seen["sizes"] == {"/work": 32, "/tmp": 8, "/dev/shm": 4}
    assert seen["files"] == {"/work": 4096, "/tmp": 1024, "/dev/shm": 256}
    assert seen["masked"] == []
    assert (seen["memory"], seen["processes"]) == (128, 18)
    assert seen["host"] == "sandbox"
    assert not seen["resolver"]
    assert seen["groups"] == []


def config_of(limits=SMALL, **machine):
    machine = {"architecture": "x86_64", "runtimes": ("runc",)} | machine
    return hardening.config(image="any", limits=limits, labels={}, machine=Machine(**machine))["HostConfig"]


def test_the_host_decides_about_what_only_some_hosts_have():
    assert config_of(cgroups="1")["MemorySwappiness"] == 0
    assert "MemorySwappiness" not in config_of(cgroups="2")
    assert "apparmor=docker-default" in config_of(apparmor=True)["SecurityOpt"]
    assert len(config_of(apparmor=False)["SecurityOpt"]) == 2
    assert "SCMP_ARCH_AARCH64" in config_of(architecture="aarch64")["SecurityOpt"][1]


@pytest.mark.parametrize(
    ("info", "machine"),
    [
        (
            {
                "Architecture": "x86_64",
                "SecurityOptions": ["name=seccomp,profile=default"],
                "Runtimes": {"runc": {}},
            },
            Machine("x86_64", "1", apparmor=False, runtimes=("runc",)),
        ),
        (
            {
                "Architecture": "aarch64",
                "CgroupVersion": "2",
                "SecurityOptions": ["name=apparmor", "name=seccomp,profile=builtin", "name=cgroupns"],
                "Runtimes": {"io.containerd.runc.v2": {}, "runc": {}, "runsc": {}},
            },
            Machine("aarch64", "2", apparmor=True, runtimes=("io.containerd.runc.v2", "runc", "runsc")),
        ),
    ],
    ids=["20.10 on cgroup v1", "23 or later on cgroup v2, arm64, AppArmor"],
)
def test_old_and_new_engines_tell_what_they_are(info, machine):
    assert Machine.told(info) == machine


def test_a_runtime_in_user_space_gets_the_processes_that_it_needs_itself():
    limits = BoxLimits(memory_mb=64, processes=4, runtime="runsc")

    host = config_of(limits, runtimes=("runc", "runsc"))

    assert (host["Runtime"], host["PidsLimit"]) == ("runsc", 512)
    assert "Runtime" not in config_of()


@pytest.mark.parametrize(
    ("machine", "sentence"),
    [
        ({"runtimes": ("runc",)}, "asks for the runtime crun, which the engine lacks; it has: runc."),
        ({"architecture": "riscv64"}, "Boxes run on x86_64, aarch64, and this machine is riscv64."),
    ],
)
def test_what_a_machine_cannot_do_is_our_fault_in_a_sentence(machine, sentence):
    with pytest.raises(SandboxFault, match=sentence):
        config_of(BoxLimits(runtime="crun"), **machine)


@pytest.mark.engine
def test_a_task_chooses_the_runtime_of_its_box(engine, write_task):
    task = """\
image: python
runtime: %s
stages:
  - name: run
    kind: io
    title: {ko: 실행, en: Run}
    command: [python3, main.py]
    cases: [{name: one, expect: "1\\n"}]
"""
    tree = {"main.py": (b"print(1)\n", False)}

    assert list(grade(write_task(task % "runc"), tree, engine))[-1].report.verdict == "passed"
    if "runsc" not in engine.client.info()["Runtimes"]:
        with pytest.raises(SandboxFault, match="asks for the runtime runsc"):
            list(grade(write_task(task % "runsc"), tree, engine))


@pytest.mark.engine
def test_two_boxes_have_two_users(engine, box):
    with engine.box(image=engine.client.inspect_container(box.name)["Image"], limits=SMALL) as other:
        users = {engine.client.inspect_container(name)["Config"]["User"] for name in (box.name, other.name)}

    assert len(users) == 2


@pytest.mark.engine
def test_a_program_has_no_privilege(look):
    status = look(
        "import json; lines = open('/proc/self/status').read().splitlines();"
        "print(json.dumps(dict(line.split(':\\t', 1) for line in lines if ':\\t' in line)))"
    )

    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert "0" not in status["Uid"].split()


@pytest.mark.engine
def test_the_kernel_kills_the_program_first(look):
    assert look("print(open('/proc/self/oom_score_adj').read())") == 1000


@pytest.mark.engine
def test_there_is_no_network_but_its_own(look):
    seen = look("""
import errno, json, socket
def refused(address):
    try:
        socket.create_connection(address, timeout=3)
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))
server = socket.create_server(('localhost', 0))
client = socket.create_connection(server.getsockname())
print(json.dumps({
    'interfaces': [line.split(':')[0].strip() for line in open('/proc/net/dev').readlines()[2:]],
    'outside': refused(('192.0.2.1', 80)),
    'metadata': refused(('169.254.169.254', 80)),
    'own': client.getpeername()[0],
}))
""")

    assert seen == {
        "interfaces": ["lo"],
        "outside": "ENETUNREACH",
        "metadata": "ENETUNREACH",
        "own": "127.0.0.1",
    }


@pytest.mark.engine
def test_only_its_own_folders_can_be_written(look):
    seen = look("""
import json, os
found = []
for folder, _, _ in os.walk('/'):
    if folder.startswith(('/proc', '/sys')):
        continue
    try:
        name = os.path.join(folder, 'trace')
        open(name, 'w').close()
        os.remove(name)
        found.append(folder)
    except OSError:
        pass
print(json.dumps(sorted(found)))
""")

    assert seen == ["/dev/shm", "/tmp", "/work"]


@pytest.mark.engine
def test_a_program_in_tmp_cannot_be_started(box):
    ended = box.run(["sh", "-c", "cp /bin/true /tmp/true && /tmp/true"], limits=LOOK)

    assert ended.exit_status == 126


@pytest.mark.engine
def test_no_file_gives_another_identity(look):
    seen = look("""
import json, os
found = []
for folder, _, names in os.walk('/'):
    if folder.startswith(('/proc', '/sys')):
        continue
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.islink(path) and os.stat(path).st_mode & 0o6000:
            found.append(path)
print(json.dumps(found))
""")

    assert seen == []


@pytest.mark.engine
def test_the_first_process_shows_nothing(look):
    seen = look("""
import json, os
def refused(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
print(json.dumps([
    refused(lambda: open('/proc/1/environ').read()),
    refused(lambda: open('/proc/1/mem', 'rb').read(1)),
    refused(lambda: os.listdir('/proc/1/fd')),
    refused(lambda: os.readlink('/proc/1/exe')),
]))
""")

    assert seen == ["PermissionError"] * 4


@pytest.mark.parametrize(
    ("call", "number", "arguments"),
    [
        ("unshare", 272, [0x10000000]),
        ("mount", 165, [0, 0, 0, 0, 0]),
        ("ptrace", 101, [0, 0, 0, 0]),
        ("io_uring_setup", 425, [1, 0]),
        ("bpf", 321, [0, 0, 0]),
        ("perf_event_open", 298, [0, 0, 0, 0, 0]),
        ("userfaultfd", 323, [0]),
        ("keyctl", 250, [0, 0]),
        ("add_key", 248, [0, 0, 0, 0, 0]),
        ("setns", 308, [0, 0]),
        ("process_vm_readv", 310, [1, 0, 0, 0, 0, 0]),
        ("kcmp", 312, [1, 1, 0, 0, 0]),
        ("shmget", 29, [0, 4096, 0o1666]),
        ("memfd_secret", 447, [0]),
        ("personality", 135, [0x0400000]),
        ("clone with a new user namespace", 56, [0x10000000, 0, 0, 0, 0]),
        ("socket of a virtual machine", 41, [40, 1, 0]),
        ("socket of netlink", 41, [16, 3, 0]),
        ("socket of packets", 41, [17, 3, 0]),
        ("socket of the kernel's cryptography", 41, [38, 5, 0]),
    ],
)
@pytest.mark.engine
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers are those of x86_64")
def test_a_system_call_is_refused(look, call, number, arguments):
    errno = look(f"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall({number}, *map(ctypes.c_ulong, {arguments}))
print(ctypes.get_errno() if result == -1 else 0)
""")

    assert errno == 1  # EPERM


def test_the_profile_knows_both_architectures():
    assert seccomp.profile("x86_64")["architectures"] == ["SCMP_ARCH_X86_64"]
    assert seccomp.profile("aarch64")["architectures"] == ["SCMP_ARCH_AARCH64"]


@pytest.mark.parametrize(
    "program",
    [
        "import multiprocessing as m; p = m.Pool(2); print(p.map(abs, [-1]))",
        "import threading; t = threading.Thread(target=print, args=(1,)); t.start(); t.join()",
        "import asyncio; print(asyncio.run(asyncio.sleep(0, 1)))",
        "import subprocess; print(subprocess.run(['true']).returncode)",
        "import tempfile; print(tempfile.mkstemp())",
        "import socket; print(socket.gethostbyname('localhost'))",
        "import multiprocessing.shared_memory as s; print(s.SharedMemory(create=True, size=10).size)",
        "import sqlite3; c = sqlite3.connect('x.db'); c.execute('create table t (x)'); print(c)",
    ],
)
@pytest.mark.engine
def test_ordinary_python_works(box, program):
    ended = box.run(["python3", "-c", program], limits=LOOK)

    assert (ended.outcome, ended.exit_status) == ("ended", 0), ended.stderr.decode()


@pytest.mark.engine
@pytest.mark.parametrize(
    ("needs", "asked"), [([], None), (["large"], None), (["gpu", "large"], [(1, [["gpu"]])])], ids=str
)
def test_a_task_that_needs_a_gpu_has_one_asked_of_the_engine(engine, write_task, needs, asked):
    task = write_task(ONE_CASE.format(needs=needs))
    name = f"bitgoeul-box-asks-{len(needs)}"

    engine._create(name, images.digest("python", engine.client), grading._box_limits(task), "")
    requests = engine.client.inspect_container(name)["HostConfig"]["DeviceRequests"]
    engine.remove(name)

    assert (requests and [(one["Count"], one["Capabilities"]) for one in requests]) == asked
