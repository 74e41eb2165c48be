import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("main.py", "1")
        archive.writestr("MAIN.py", "2")
    return stream.getvalue()
