"""The container of a box, as the engine has it and as a program in it sees it."""

import json
import platform

import pytest

from grader import grading, images
from grader.sandbox import BoxLimits, RunLimits, seccomp

pytestmark = pytest.mark.engine
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


def test_the_engine_has_every_option(engine, box):
    found = engine.client.inspect_container(box.name)
    config, host = found["Config"], found["HostConfig"]
    ulimits = {limit["Name"]: (limit["Soft"], limit["Hard"]) for limit in host["Ulimits"]}
    profile = next(option for option in host["SecurityOpt"] if option.startswith("seccomp="))

    assert found["NetworkSettings"]["Networks"].keys() <= {"none"}
    assert host["NetworkMode"] == "none"
    assert host["ReadonlyRootfs"] is True
    assert host["Privileged"] is False
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert not host["Binds"]
    assert not found["Mounts"]
    assert "no-new-privileges:true" in host["SecurityOpt"]
    assert json.loads(profile.removeprefix("seccomp="))["defaultAction"] == "SCMP_ACT_ERRNO"
    assert host["Memory"] == host["MemorySwap"] == 128 << 20
    assert host["PidsLimit"] == 18
    assert host["NanoCpus"] == 10**9
    assert host["OomScoreAdj"] == 500
    assert host["IpcMode"] == "private"
    assert host["CgroupnsMode"] == "private"
    assert host["LogConfig"]["Type"] == "none"
    assert host["RestartPolicy"]["Name"] == "no"
    assert host["AutoRemove"] is False
    assert set(host["Tmpfs"]) == {"/work", "/tmp", "/dev/shm"}
    assert all("nosuid" in options and "nr_inodes" in options for options in host["Tmpfs"].values())
    assert "/proc/kcore" in host["MaskedPaths"]
    assert "/proc/sys" in host["ReadonlyPaths"]
    assert ulimits["nofile"] == (128, 128)
    assert ulimits["fsize"] == (32 << 20, 32 << 20)
    assert ulimits["core"] == (0, 0)
    assert config["User"].split(":")[0] == config["User"].split(":")[1]
    assert 20_001 <= int(config["User"].split(":")[0]) < 65_536
    assert config["Labels"]["bitgoeul.boot"] == "tests"
    assert all(name not in "".join(config["Env"]).upper() for name in ("SECRET", "TOKEN", "PASSWORD"))


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


def test_two_boxes_have_two_users(engine, box):
    with engine.box(image=engine.client.inspect_container(box.name)["Image"], limits=SMALL) as other:
        users = {engine.client.inspect_container(name)["Config"]["User"] for name in (box.name, other.name)}

    assert len(users) == 2


def test_a_program_has_no_privilege(look):
    status = look(
        "import json; lines = open('/proc/self/status').read().splitlines();"
        "print(json.dumps(dict(line.split(':\\t', 1) for line in lines if ':\\t' in line)))"
    )

    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert "0" not in status["Uid"].split()


def test_the_kernel_kills_the_program_first(look):
    assert look("print(open('/proc/self/oom_score_adj').read())") == 1000


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


def test_a_program_in_tmp_cannot_be_started(box):
    ended = box.run(["sh", "-c", "cp /bin/true /tmp/true && /tmp/true"], limits=LOOK)

    assert ended.exit_status == 126


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
def test_ordinary_python_works(box, program):
    ended = box.run(["python3", "-c", program], limits=LOOK)

    assert (ended.outcome, ended.exit_status) == ("ended", 0), ended.stderr.decode()


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
