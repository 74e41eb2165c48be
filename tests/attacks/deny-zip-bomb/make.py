import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("zeros", "w") as file:
            for _ in range(20):
                file.write(bytes(1 << 20))
    return stream.getvalue()
