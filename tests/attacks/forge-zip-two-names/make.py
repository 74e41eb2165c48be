import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("main.py", "held")
    return stream.getvalue().replace(b"main.py", b"evil.py", 1)
