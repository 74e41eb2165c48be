import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("main.py_held", "held")
    return stream.getvalue().replace(b"main.py_held", b"main.py\0held")
