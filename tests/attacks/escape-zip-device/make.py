import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("main.py")
        info.create_system, info.external_attr = 3, 0o060666 << 16
        archive.writestr(info, "")
    return stream.getvalue()
