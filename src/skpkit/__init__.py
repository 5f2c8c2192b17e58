"""SKP, Manual IKI and DKI as reviewed, versioned text: `docs/library.md` tells how to call it from Python."""

TYPE_CHECKING = False  # for type checkers True; importing `typing` would take longer than the first page of help
if TYPE_CHECKING:
    from skpkit.caching import cache_standing, clear_cache
    from skpkit.changing import adendum, komplemen, koreksi, realisasi
    from skpkit.continuing import new_dialogue, new_evaluation, new_manuals
    from skpkit.drafting import new_skp
    from skpkit.errors import SkpkitError, WrongUsage
    from skpkit.exchange import fill_template, import_files, template
    from skpkit.exporting import export_rows
    from skpkit.jobs import ci
    from skpkit.library import audit, check, exempt, frozen, review, status
    from skpkit.papers import trace, verify, verify_all
    from skpkit.printouts import bundle, documents, render, render_all, render_blank
    from skpkit.publishing import schemas
    from skpkit.signing import add_signer, approve, sign_file, signers
    from skpkit.sites import site
    from skpkit.starting import init
    from skpkit.tidying import fmt

    __version__: str
else:

    def __getattr__(name: str) -> object:
        """What is asked for, imported only then."""
        if name == "__version__":
            from skpkit.source.resources import VERSION

            return VERSION
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name in ("bundle", "documents", "render", "render_all", "render_blank"):
            from skpkit import printouts as home
        elif name in ("trace", "verify", "verify_all"):
            from skpkit import papers as home
        elif name in ("add_signer", "approve", "sign_file", "signers"):
            from skpkit import signing as home
        elif name == "site":
            from skpkit import sites as home
        elif name == "new_skp":
            from skpkit import drafting as home
        elif name in ("adendum", "komplemen", "koreksi", "realisasi"):
            from skpkit import changing as home
        elif name in ("new_dialogue", "new_evaluation", "new_manuals"):
            from skpkit import continuing as home
        elif name in ("fill_template", "import_files", "template"):
            from skpkit import exchange as home
        elif name in ("cache_standing", "clear_cache"):
            from skpkit import caching as home
        elif name == "export_rows":
            from skpkit import exporting as home
        elif name == "schemas":
            from skpkit import publishing as home
        elif name == "init":
            from skpkit import starting as home
        elif name == "fmt":
            from skpkit import tidying as home
        elif name == "ci":
            from skpkit import jobs as home
        else:
            from skpkit import library as home
        return getattr(home, name)


__all__ = [
    "SkpkitError",
    "WrongUsage",
    "add_signer",
    "adendum",
    "approve",
    "audit",
    "bundle",
    "cache_standing",
    "check",
    "ci",
    "clear_cache",
    "documents",
    "exempt",
    "export_rows",
    "fill_template",
    "fmt",
    "frozen",
    "import_files",
    "init",
    "komplemen",
    "koreksi",
    "new_dialogue",
    "new_evaluation",
    "new_manuals",
    "new_skp",
    "realisasi",
    "render",
    "render_all",
    "render_blank",
    "review",
    "schemas",
    "sign_file",
    "signers",
    "site",
    "status",
    "template",
    "trace",
    "verify",
    "verify_all",
]
