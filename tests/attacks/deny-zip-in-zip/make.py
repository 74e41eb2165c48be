import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("zeros", bytes(16 << 20))
        archive.writestr("inner.zip", inner.getvalue())
    return stream.getvalue()
