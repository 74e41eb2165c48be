import io
import zipfile


def make():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("\x1b[31m<script>alert(1)</script>.py", "held")
    return stream.getvalue()
