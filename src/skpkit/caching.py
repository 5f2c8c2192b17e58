"""The cache of the user, as functions: the commands call these, and `import skpkit` gives them."""

from __future__ import annotations

from skpkit.errors import SkpkitError, system_reason
from skpkit.judge.cache import Cache, CacheStanding, cache_folder
from skpkit.messages import N_

NOT_CLEARED = N_("the cache {path} cannot be cleared ({why}); take that file away yourself")


def cache_standing() -> CacheStanding:
    """Tell where the cache lies in which `check` keeps what it judged, how many rows it holds, how many bytes it takes,
    and how many at most."""
    return Cache(cache_folder()).standing


def clear_cache() -> CacheStanding:
    """Forget all that was judged, and tell how the cache stood before. Nothing but time is lost."""
    cache = Cache(cache_folder())
    before = cache.standing
    try:
        cache.clear()
    except OSError as error:
        raise SkpkitError(NOT_CLEARED, path=str(cache.path), why=system_reason(error)) from None
    return before
