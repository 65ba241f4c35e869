"""The parts of ``manage.py bench``: each is a module with ``measure() -> Figures``, loaded when it is asked for."""

PARTS = {
    "analysis": "trendflix.bench.analysis",
    "search": "trendflix.bench.search",
    "web": "trendflix.bench.web",
    "stream": "trendflix.bench.stream",
    "recommend": "trendflix.bench.recommend",
    "feed": "trendflix.bench.feed",
    "scale": "trendflix.bench.scale",
    "review": "trendflix.bench.review",
    "uploads": "trendflix.bench.uploads",
    "events": "trendflix.bench.events",
    "insights": "trendflix.bench.insights",
    "faults": "trendflix.bench.faults.kills",
    "mutations": "trendflix.bench.mutations.run",
    "soak": "trendflix.bench.soak.run",
}
ALONE = ("scale", "feed", "uploads", "review", "events", "insights", "faults", "mutations", "soak")
"""Parts that ``all`` leaves out: they need a site that was made for them, minutes, or gigabytes of disk."""


def parts_of(name: str) -> list[str]:
    """The parts that a name stands for: itself, or with ``all`` every part that needs nothing."""
    return [part for part in PARTS if part not in ALONE] if name == "all" else [name]
