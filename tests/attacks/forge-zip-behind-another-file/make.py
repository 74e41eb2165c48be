import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("main.py", "held")
    return b"GIF89a" + bytes(100) + stream.getvalue()
