import io
import tarfile


def add(archive, name, content=b"", kind=tarfile.REGTYPE, **facts):
    member = tarfile.TarInfo(name)
    member.type, member.size = kind, len(content)
    for fact, value in facts.items():
        setattr(member, fact, value)
    archive.addfile(member, io.BytesIO(content))


def make():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        add(archive, "main.py", kind=tarfile.LNKTYPE, linkname="../../../../etc/passwd")
    return stream.getvalue()
