import gzip
import io
import tarfile


def make():
    content = b"1" * (6 << 20)
    member = tarfile.TarInfo("header")
    member.type, member.size = tarfile.XHDTYPE, len(content)
    return gzip.compress(member.tobuf(tarfile.USTAR_FORMAT) + content + bytes(1024))
