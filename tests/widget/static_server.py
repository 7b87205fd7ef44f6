"""A web server for a handful of files, for tests."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from bot.page import Page


class StaticServer:
    """Serves `files` (path -> content type and body) with `headers` until closed. `files` may be filled later."""

    def __init__(self, files: dict[str, tuple[str, bytes]], headers: dict[str, str]) -> None:
        self.files = files
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(files, headers))
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


def page_files(page: Page) -> dict[str, tuple[str, bytes]]:
    """The files of a chat page, as a server has them below /chat/."""
    return {f"/chat/{path}": (file.content_type, file.body) for path, file in page.files.items()}


def _handler(files: dict[str, tuple[str, bytes]], headers: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 (the name is given by http.server)
            kind, body = files.get(self.path.split("?")[0], ("text/plain", b""))
            self.send_response(200 if body else 404)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_OPTIONS(self) -> None:  # noqa: N802
            self.send_response(204)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler
