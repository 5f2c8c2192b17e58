"""A process beside this one for what others wrote, templates and PDFs, under limits of time and memory.

It is a new process, not a forked one, so it has nothing of this one: no thread, no open file. It is made once and does
one thing after another; what breaks a limit ends it, and the next thing gets another one.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple, ParamSpec, TypeVar

from skpkit.errors import SkpkitError, not_installed
from skpkit.paper import workplace

if TYPE_CHECKING:
    from skpkit.model.settings import Settings

Given = ParamSpec("Given")
Made = TypeVar("Made")

MB = 1_000_000
_STARTING = 60  # seconds in which a process must have loaded what it needs
_GLANCE = 0.05  # seconds between two looks at the memory
_AFTER = 5  # seconds behind its time after which a process whose maker is gone ends by itself
_STACKS = 4 * MB  # of each thread, one a processor, that Typst makes
_LINUX = sys.platform == "linux"
_OWN_MEMORY = Path("/proc/self/statm")
_LENGTH = struct.Struct(">Q")
_BEGIN = "from skpkit.paper.press import serve; serve()"


class Allowance(NamedTuple):
    """What one piece of work may take."""

    seconds: float
    memory_mb: int


ALLOWANCE = Allowance(60, 1024)


class Exceeded(Exception):
    """A piece of work was ended: at its limit of `time` or `memory`, or its process `ended` by itself."""

    def __init__(self, what: Literal["time", "memory", "ended"], how: str = "") -> None:
        super().__init__(what, how)
        self.what = what
        self.how = how


def allowance_of(settings: Settings) -> Allowance:
    """The limits that the settings name."""
    return Allowance(settings.print_seconds, settings.print_memory_mb)


class Press:
    """The process, made when it is first needed; `prepare` loads what all work needs. One thread at a time uses it."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self._prepare = prepare
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._laden = False  # with what Typst keeps of earlier work
        maker = os.getpid()
        atexit.register(lambda: self.end() if os.getpid() == maker else None)

    def start(self) -> None:
        """Make the process, so that it gets ready while this one does something else."""
        with self._lock:
            self._running()

    def do(self, limits: Allowance, work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made:
        """What a function of a module makes of what it is given, all of which can be pickled.

        Raises Exceeded where it took too much, and the SkpkitError that it raised.
        """
        order = pickle.dumps((limits, work, given, named))
        with self._lock:
            laden = self._laden
            try:
                try:
                    made: Made = self._done(limits, order)
                except Exceeded as error:
                    self._kill()
                    if error.what != "memory" or not laden:
                        raise
                    made = self._done(limits, order)  # what earlier work left there is no part of this
                return made
            except BaseException as error:
                if not isinstance(error, SkpkitError):
                    self._kill()  # it may still be at work
                raise

    def end(self) -> None:
        """End the process."""
        self._kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._kill()
            self._process, self._ready, self._laden = _made(), False, False
            _put(self._process.stdin, pickle.dumps((workplace.workplace(), self._prepare)))
        return self._process

    def _done(self, limits: Allowance, order: bytes) -> Any:
        process = self._running()
        if not self._ready:
            self._answer(process, Allowance(_STARTING, sys.maxsize // MB))
            self._ready = True
        try:
            _put(process.stdin, order)
        except OSError:
            raise self._ended(process) from None
        self._laden = True
        kind, made = pickle.loads(self._answer(process, limits))  # noqa: S301 - of our own process
        if (resident(process) or 0) * 4 > limits.memory_mb * MB * 3:
            self._kill()  # Typst keeps what it may use again; the next one begins afresh
        if kind == "memory":
            raise Exceeded("memory")
        if kind == "failed":
            raise made
        return made

    def _answer(self, process: subprocess.Popen[bytes], limits: Allowance) -> bytes:
        """What the process says next."""
        said: list[bytes] = []
        reading = Thread(target=lambda: said.append(_taken(process.stdout)), daemon=True)
        reading.start()
        end = monotonic() + limits.seconds
        try:
            while reading.is_alive():
                left = end - monotonic()
                if left <= 0:
                    raise Exceeded("time")
                reading.join(min(left, _GLANCE))
                if (resident(process) or 0) > limits.memory_mb * MB:
                    raise Exceeded("memory")
        except BaseException:
            _end(process)
            reading.join()
            raise
        if not said or not said[0]:
            raise self._ended(process)
        return said[0]

    def _ended(self, process: subprocess.Popen[bytes]) -> Exceeded:
        """Why a process is there no more: Typst gives up where it gets no memory, or the system takes it back."""
        code = process.wait()
        if sys.platform != "win32" and code in (-signal.SIGABRT, -signal.SIGKILL):
            return Exceeded("memory")
        return Exceeded("ended", str(code))

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _end(process)
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):  # what it did not read any more
                    pipe.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, with all that it made."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def resident(process: subprocess.Popen[bytes]) -> int | None:
    """How many bytes of memory a process holds; None where that cannot be seen."""
    try:
        if sys.platform == "linux":
            return int(Path(f"/proc/{process.pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        if sys.platform == "win32":
            return _resident_on_windows(process)
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, check=True)  # noqa: S603, S607
        return int(told.stdout) * 1024
    except (OSError, ValueError, IndexError, subprocess.CalledProcessError):
        return None


def _resident_on_windows(process: Any) -> int | None:
    import ctypes

    counters = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS: two numbers of 32 bits, then sizes
    windows: Any = ctypes
    kernel = windows.windll.kernel32
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    found = kernel.K32GetProcessMemoryInfo(int(process._handle), ctypes.byref(counters), 72)
    return int(counters[2]) if found else None  # WorkingSetSize


def _made() -> subprocess.Popen[bytes]:
    """A process that serves. It finds its modules where this one did, and none in the folder that it runs in."""
    paths = os.pathsep.join(str(Path(each).absolute()) for each in sys.path if each)
    return subprocess.Popen(  # noqa: S603 - Python itself
        [sys.executable, "-P", "-c", _BEGIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,  # so that what it makes can be ended with it
    )


def serve() -> None:
    """In the new process: do what is read from standard input, until that ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for its maker, who ends it
    place, prepare = pickle.loads(_taken(sys.stdin.buffer))  # noqa: S301 - of our own process
    workplace.adopt(*place)
    with suppress(Exception):
        prepare()  # what is missing is told by the work
    _put(answers, b"ready")
    while order := _taken(sys.stdin.buffer):
        _put(answers, _answer_to(order))


def _answer_to(order: bytes) -> bytes:
    try:
        limits, work, given, named = pickle.loads(order)  # noqa: S301 - of our own process
        with _limited(limits):
            made = work(*given, **named)
        return pickle.dumps(("made", made))
    except MemoryError:
        return pickle.dumps(("memory", None))
    except SkpkitError as error:
        return pickle.dumps(("failed", error))
    except ImportError as error:
        return pickle.dumps(("failed", not_installed(error)))
    except Exception as error:  # noqa: BLE001 - told in the process that asked
        return pickle.dumps(("failed", RuntimeError(f"{type(error).__name__}: {error}")))


@contextmanager
def _limited(limits: Allowance) -> Iterator[None]:
    """The limits as the system keeps them, where it does. Who asked looks at both as well."""
    if sys.platform == "win32":
        yield
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    held = 0
    if _LINUX:
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # for a machine without /proc
        with suppress(OSError):
            held = int(_OWN_MEMORY.read_bytes().split()[5]) * resource.getpagesize()
    room = held + limits.memory_mb * MB + (os.cpu_count() or 1) * _STACKS
    with suppress(ValueError, OSError):  # not every system takes these; who asked looks at the memory anyhow
        if most == resource.RLIM_INFINITY or room < most:
            resource.setrlimit(resource.RLIMIT_DATA, (room, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _put(pipe: IO[bytes] | None, content: bytes) -> None:
    if pipe:
        pipe.write(_LENGTH.pack(len(content)) + content)
        pipe.flush()


def _taken(pipe: IO[bytes] | None) -> bytes:
    """What was put into a pipe; nothing where it has ended."""
    head = pipe.read(_LENGTH.size) if pipe else b""
    if pipe is None or len(head) < _LENGTH.size:
        return b""
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    return content if len(content) == length else b""
