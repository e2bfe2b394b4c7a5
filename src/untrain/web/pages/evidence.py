"""The pictures that prove a reading."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from untrain.web.office import office_of

_PNG: Final = b"\x89PNG\r\n\x1a\n"


def evidence(request: Request) -> Response:
    """The picture at this path below the evidence folder; nothing else on the disk can be had."""
    path = f"evidence/{request.path_params['path']}"
    content = office_of(request).desk.home.picture(path) if path.endswith(".png") and "\0" not in path else None
    if content is None or not content.startswith(_PNG):
        return PlainTextResponse("There is no such picture.\n", HTTPStatus.NOT_FOUND)
    return Response(content, media_type="image/png")
