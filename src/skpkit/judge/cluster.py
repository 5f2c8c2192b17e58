"""Work that is shared with other machines: a cluster of `dask.distributed`, the extra `skpkit[dask]`.

What is sent there names its repository, commit and dossiers, so that a worker reads them itself; records do not travel.
"""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from skpkit.judge.cache import digest, of_files
from skpkit.judge.workers import AHEAD, Given, Made, NotShared, Workers, results
from skpkit.messages import N_, clip
from skpkit.source.resources import VERSION, data_folder

if TYPE_CHECKING:
    from concurrent.futures import Future

    from distributed import Client

NO_LIBRARY = N_(
    "--scheduler needs the library dask.distributed, which is not installed; install it with: "
    "pip install 'skpkit[dask]', or leave --scheduler out"
)
NO_SCHEDULER = N_(
    "no scheduler of a dask cluster answers at {address} ({what}); name it as tcp://HOST:8786, or leave --scheduler out"
)
NO_WORKERS = N_("the scheduler at {address} has no workers; start some there: dask worker {address}")
OTHER_VERSION = N_(
    "the worker {worker} has skpkit {theirs}, and this is {ours}: they might judge differently; install {ours} there"
)
NOT_THERE = N_(
    "the cluster at {address} does not take the work ({what}); install skpkit {ours} where its scheduler and workers "
    "run, in the same environment"
)
_PATIENCE = 10  # seconds that a scheduler has to answer
_LARGE = 50_000  # bytes
_SHORT = 0.5  # seconds to take leave
_LOGGERS = ("distributed", "distributed.client", "distributed.core", "distributed.comm", "tornado")


class Cluster(Workers):
    """The workers of a cluster. Use it in a `with`; `repository` is where they have a clone of their own, else it lies
    where it lies here.

    Entering raises NotShared where there is none, or one of them has another version.
    """

    far = True

    def __init__(self, address: str, repository: str | None = None) -> None:
        super().__init__()
        self.address, self.repository = address, repository
        self._client: Client | None = None
        self._deserted = False  # whether all workers went away

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError:
            raise NotShared(NO_LIBRARY) from None
        import logging

        for each in _LOGGERS:  # what goes wrong is told by a sentence
            logging.getLogger(each).setLevel(logging.CRITICAL)
        try:
            self._client = Client(self.address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise NotShared(NO_SCHEDULER, address=clip(self.address), what=_said(error)) from None
        try:
            self._agree()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    @property
    def jobs(self) -> int:
        """How many parts are worked on at once."""
        assert self._client is not None  # noqa: S101 - it was entered
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def share(
        self,
        work: Callable[[Given], Made],
        parts: Sequence[Given],
        processes: int | None = None,
        on_interrupt: signal.Handlers = signal.SIG_DFL,
    ) -> Generator[Made, None, None]:
        """What the work, which can be sent, makes of each part, in their order. What was on a worker that went away is
        done by another, and here where there is none."""
        return self.sent(work, work, parts)

    def sent(
        self, work: Callable[[Given], Made], here: Callable[[Given], Made], parts: Sequence[Given]
    ) -> Generator[Made, None, None]:
        """The same; a part that no worker could do is done by the work `here`."""
        assert self._client is not None  # noqa: S101 - it was entered
        executor = self._client.get_executor(pure=False)
        try:
            meant, ours = self._handed(pickle.dumps(work)), version()

            def submit(part: Given) -> Future[Made]:
                made: Future[Made] = executor.submit(_done, ours, meant, pickle.dumps(part))
                return made

            yield from results(submit, here, parts, AHEAD * self.jobs, _lost(), self._waited)
        except (RuntimeError, ImportError) as error:  # the scheduler or a worker does not know the work
            raise NotShared(NOT_THERE, address=clip(self.address), what=_said(error), ours=VERSION) from None
        finally:
            with suppress(Exception):
                executor.shutdown(wait=False)

    def _waited(self, future: Future[Made]) -> Made:
        """What a worker makes. Raises CancelledError where there are none any more: a scheduler waits for others."""
        from concurrent.futures import CancelledError

        assert self._client is not None  # noqa: S101 - it was entered
        while True:
            try:
                return future.result(0 if self._deserted else _PATIENCE)
            except TimeoutError:
                if future.done():
                    raise
                self._deserted = not self._client.nthreads()
                if self._deserted:
                    raise CancelledError from None

    def _handed(self, work: bytes) -> Any:
        """Work as it is named to workers: what is large is given to each of them once, and not with every part."""
        assert self._client is not None  # noqa: S101 - it was entered
        if len(work) > _LARGE:
            with suppress(OSError, *_lost()):
                return self._client.scatter(work, broadcast=True, hash=False)
        return work

    def _agree(self) -> None:
        """Raises NotShared where the workers are not there, or others."""
        assert self._client is not None  # noqa: S101 - it was made just now
        try:
            found: dict[str, str] = self._client.run(version)
            ours = version()
        except Exception as error:  # noqa: BLE001 - whatever they lack
            raise NotShared(NOT_THERE, address=clip(self.address), what=_said(error), ours=VERSION) from None
        if not found:
            raise NotShared(NO_WORKERS, address=clip(self.address))
        for worker, theirs in found.items():
            if theirs != ours:
                raise NotShared(OTHER_VERSION, worker=worker, theirs=clip(str(theirs)), ours=ours)

    def _leave(self) -> None:
        if self._client:
            with suppress(Exception):
                self._client.close(timeout=_SHORT)
            self._client = None


def version() -> str:
    """The version of skpkit where this is run, and what tells its modules and schemas from others of that version."""
    return f"{VERSION} ({_mark()})"


@lru_cache
def _mark() -> str:
    modules, schemas = Path(__file__).parents[1].rglob("*.py"), data_folder("schemas").rglob("*.[jy]*")
    return digest(*of_files(modules), *of_files(schemas)).hex()[:8]


def _done(asked_by: str, work: bytes, part: bytes) -> Any:
    """Do a part, on a worker; one that came after all had been asked may have another version. Raises NotShared then:
    it tells of the worker."""
    if asked_by != version():
        from distributed import get_worker

        raise NotShared(OTHER_VERSION, worker=get_worker().address, theirs=version(), ours=asked_by)
    return _unpacked(work)(pickle.loads(part))  # noqa: S301 - whoever may ask a worker may run what they like there


@lru_cache(2)
def _unpacked(work: bytes) -> Callable[[Any], Any]:
    unpacked: Callable[[Any], Any] = pickle.loads(work)  # noqa: S301 - as above
    return unpacked


def _lost() -> tuple[type[BaseException], ...]:
    """What is raised where workers, or the scheduler, went away while they had a part."""
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    return (KilledWorker, CommClosedError)


def _said(error: BaseException) -> str:
    return clip(str(error).split("\n")[0] or type(error).__name__)
