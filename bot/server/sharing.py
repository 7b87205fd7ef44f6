"""Other sites that may show the chat: exactly the origins that the operator listed, for the files and for the API."""
from __future__ import annotations

from typing import Dict, Sequence

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse


class Sharing:
    """Cross-origin headers (CORS) for a list of origins; without a list, none."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._origins = frozenset(origins)

    def headers(self, request: Request) -> Dict[str, str]:
        """What to add to an answer to ``request``."""
        origin = request.headers.get("origin", "")
        if not self._origins:
            return {}
        allowed = {"Access-Control-Allow-Origin": origin} if origin in self._origins else {}
        return {"Vary": "Origin", **allowed}

    async def preflight(self, request: Request, **_path: str) -> HTTPResponse:
        """The browser's question before a request with our headers."""
        answer = self.headers(request)
        if "Access-Control-Allow-Origin" in answer:
            answer["Access-Control-Allow-Methods"] = "GET, POST"
            answer["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        return response.empty(204, headers=answer)
