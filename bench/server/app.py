"""The endpoints: which path leads where, and what all of them have in common."""

import hmac
import json
import logging
from dataclasses import asdict

from aiohttp import BodyPartReader, web
from aiohttp.typedefs import Handler, Middleware

from bench.server.batches import ENDPOINT as CHAT
from bench.server.batches import BatchDesk, BatchError
from bench.server.counters import Counters
from bench.server.faults import FaultKind
from bench.server.options import DeskFaults, ServerOptions
from bench.server.service import ChatService, Model
from bench.server.wire import Reply, error_reply, json_reply, reset, send_half, until_gone

logger = logging.getLogger(__name__)

# A file of batch requests is as large as it likes: only its own machine sends it.
MAX_BODY = 1 << 30
DESK = ("/v1/files", "/v1/batches")


def make_app(options: ServerOptions, counters: Counters) -> web.Application:
    """The application with all its endpoints."""
    model = Model(options, counters)
    desk = DeskEndpoints(BatchDesk(options.batch_polls, model.answer_item, options.batch_end))
    counting = CounterEndpoints(counters)
    middlewares = [gate(options.api_key, counters), faulty(options.desk_fault, counters)]
    app = web.Application(middlewares=middlewares, client_max_size=MAX_BODY)
    app.add_routes(
        [
            web.post(CHAT, ChatService(options, counters, model).handle),
            web.get("/v1/models", models_endpoint(options.model)),
            web.post("/v1/files", desk.add_file),
            web.get("/v1/files/{name}/content", desk.content),
            web.get("/v1/batches", desk.listed),
            web.post("/v1/batches", desk.create),
            web.get("/v1/batches/{name}", desk.poll),
            web.post("/v1/batches/{name}/cancel", desk.cancel),
            web.get("/counters", counting.show),
            web.post("/reset", counting.reset),
        ]
    )
    return app


def gate(api_key: str | None, counters: Counters) -> Middleware:
    """Checks the key, and turns what goes wrong inside into an answer that says so."""
    expected = None if api_key is None else f"Bearer {api_key}".encode()

    @web.middleware
    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        sent = request.headers.get("Authorization", "").encode(errors="surrogateescape")
        if expected is not None and request.path.startswith("/v1/") and not hmac.compare_digest(sent, expected):
            if request.path == CHAT:
                counters.turn_away("401")
            return error_reply(401, "The API key is missing or is not the one this server was given.").response()
        try:
            return await handler(request)
        except BatchError as error:
            return error_reply(error.status, str(error)).response()
        except (web.HTTPException, ConnectionError):
            raise
        except Exception as error:
            # Most likely the caller's own answer or fault function: the log has its traceback.
            logger.exception("%s %s failed inside the server.", request.method, request.path)
            return error_reply(500, f"The server failed inside: {type(error).__name__}: {error}").response()

    return checked


def faulty(policy: DeskFaults | None, counters: Counters) -> Middleware:
    """Counts the calls of the files and batches endpoints, and lets some of them fail."""

    @web.middleware
    async def counted(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(DESK):
            return await handler(request)
        resource = request.match_info.route.resource
        call = f"{request.method} {resource.canonical if resource else request.path}"
        number = counters.call(call)
        fault = policy(call, number) if policy else None
        if fault is None:
            return await handler(request)
        counters.fault(fault.kind)
        if fault.kind is FaultKind.STATUS:
            return Reply(fault.status, fault.body, dict(fault.headers)).response()
        answer = await handler(request)
        if fault.kind is FaultKind.RESET_MIDWAY and isinstance(answer, web.Response):
            return await send_half(request, Reply(200, answer.text or ""))
        reset(request)
        return await until_gone()

    return counted


def models_endpoint(model: str) -> Handler:
    """GET /v1/models: the one model there is."""
    entry = {"id": model, "object": "model", "created": 0, "owned_by": "local"}

    async def models(_http: web.Request) -> web.StreamResponse:
        return json_reply({"object": "list", "data": [entry]}).response()

    return models


class CounterEndpoints:
    """The counters, for those who run the server as a process of its own."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def show(self, _http: web.Request) -> web.StreamResponse:
        """GET /counters."""
        return json_reply(asdict(self._counters.snapshot())).response()

    async def reset(self, http: web.Request) -> web.StreamResponse:
        """POST /reset."""
        self._counters.reset()
        return await self.show(http)


class DeskEndpoints:
    """Files and batches over HTTP."""

    def __init__(self, desk: BatchDesk) -> None:
        self._desk = desk

    async def add_file(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/files."""
        if not http.content_type.startswith("multipart/"):
            raise BatchError(400, "A file is uploaded as multipart/form-data.")
        purpose, upload = "", None
        async for part in await http.multipart():
            if isinstance(part, BodyPartReader) and part.name == "purpose":
                purpose = await part.text()
            elif isinstance(part, BodyPartReader) and part.name == "file":
                upload = (part.filename or "upload", bytes(await part.read()))
        if upload is None or not purpose:
            raise BatchError(400, "An upload needs the fields 'purpose' and 'file'.")
        return json_reply(self._desk.add_file(upload[0], purpose, upload[1])).response()

    async def content(self, http: web.Request) -> web.StreamResponse:
        """GET /v1/files/{name}/content."""
        data = self._desk.content(http.match_info["name"])
        return web.Response(body=data, content_type="application/octet-stream")

    async def create(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/batches."""
        try:
            request = json.loads(await http.read())
        except ValueError as error:
            raise BatchError(400, f"The request body is not valid JSON: {error}.") from error
        if not isinstance(request, dict):
            raise BatchError(400, "The request body must be a JSON object.")
        return json_reply(self._desk.create(request)).response()

    async def listed(self, http: web.Request) -> web.StreamResponse:
        """GET /v1/batches."""
        limit = int(http.query.get("limit", "20"))
        return json_reply(self._desk.listed(http.query.get("after", ""), limit)).response()

    async def poll(self, http: web.Request) -> web.StreamResponse:
        """GET /v1/batches/{name}."""
        return json_reply(self._desk.poll(http.match_info["name"])).response()

    async def cancel(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/batches/{name}/cancel."""
        return json_reply(self._desk.cancel(http.match_info["name"])).response()
