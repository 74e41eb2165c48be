import io
import struct
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(20 << 20))
    return stream.getvalue().replace(struct.pack("<I", 20 << 20), struct.pack("<I", 10))
