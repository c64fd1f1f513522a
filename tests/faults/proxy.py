"""A network that can be cut: TCP forwarders in a thread of this process."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any

Target = tuple[str, int] | str
"""host and port, or the path of a Unix socket."""


class Line:
    """One forwarder. Cut, it either drops its connections and refuses new ones, or swallows what is sent."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self._passing = asyncio.Event()
        self._refusing = False

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        self._passing.set()

    def end(self) -> None:
        if self._server:
            self._server.close()

    async def cut(self, silent: bool) -> None:
        """Silent: nobody is told, as when a cable is pulled."""
        self._passing.clear()
        if not silent:
            self._refusing = True
            await self._drop()

    async def mend(self) -> None:
        await self._drop()  # what was swallowed is gone, so no connection can go on
        self._refusing = False
        self._passing.set()

    async def _drop(self) -> None:
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        ends = [writer]
        try:
            if self._refusing:
                return
            if not self._passing.is_set():
                await asyncio.sleep(3600)
            to, ahead = await self._connect()
            ends.append(ahead)
            ways = [asyncio.ensure_future(self._pump(reader, ahead)), asyncio.ensure_future(self._pump(to, writer))]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for end in ends:
                with contextlib.suppress(OSError, RuntimeError):
                    end.transport.abort()
            self._open.discard(task)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self.target, str):
            return await asyncio.open_unix_connection(self.target)
        return await asyncio.open_connection(*self.target)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if not self._passing.is_set():
                    await asyncio.sleep(3600)
                writer.write(data)
                await writer.drain()


class Network:
    """All lines, on an event loop of their own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.lines: dict[str, Line] = {}

    def line(self, name: str, target: Target) -> str:
        """The address of a new line to the target."""
        line = self.lines[name] = Line(target)
        self._do(line.listen)
        return f"127.0.0.1:{line.port}"

    def cut(self, name: str, silent: bool) -> None:
        line = self.lines[name]
        self._do(lambda: line.cut(silent))

    def mend(self, name: str) -> None:
        self._do(self.lines[name].mend)

    def close(self) -> None:
        self._do(self._end)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        for line in self.lines.values():
            line.end()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _do(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        asyncio.run_coroutine_threadsafe(work(), self._loop).result(30)
