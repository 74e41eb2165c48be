import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/../../../etc/cron.d/held", "* * * * * root true")
    return stream.getvalue()
