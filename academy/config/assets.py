"""Style sheets, scripts and fonts, sent as the server asks for them: by threads or by an event loop."""

from collections.abc import AsyncIterator
from typing import BinaryIO

from asgiref.sync import sync_to_async
from django.http import FileResponse, HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

BLOCK = 1 << 16


class AssetResponse(FileResponse):
    """A file that an event loop reads block by block, instead of as a whole and with a warning."""

    block_size = BLOCK

    def set_headers(self, filelike: object) -> None:
        """WhiteNoise has said all."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.file_to_stream and (block := await _block(self.file_to_stream)):
            yield block


class AssetsMiddleware(WhiteNoiseMiddleware):
    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> AssetResponse:
        found = static_file.get_response(request.method, request.META)
        answer = AssetResponse(found.file or (), status=int(found.status))
        del answer["Content-Type"]
        for name, value in found.headers:
            answer[name] = value
        return answer


@sync_to_async(thread_sensitive=False)
def _block(file: BinaryIO) -> bytes:
    return file.read(BLOCK)
