import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for number in range(5_000):
            archive.writestr(f"{number}", "")
    return stream.getvalue()
