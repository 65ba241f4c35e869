"""What events cost: a site of its own takes them over HTTP while whatever rolls them up is killed again and again.

Two cores at most, where the system lets processes be bound to some: web processes, roll-up and the senders share them.
With PostgreSQL the site gets a database of its own on the same server, whose work is not among the CPU seconds.
"""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from shopping.insights.counting import Place, counted
from shopping.insights.months import of_months
from shopping.insights.rollup import SETTLED, events_rollup
from shopping.models import Event, EventCursor, MonthFigures, Product
from shopping.models import Figures as Daily
from shopping.models.figures import COUNTED, Counts
from trendflix.bench.beacons import BATCH, BATCHES_A_PERSON, Shown, report
from trendflix.bench.clock import Figures
from trendflix.bench.databases import own_database
from trendflix.bench.processes import Killed, bound_to, cpu_of_children
from trendflix.bench.stream import asked, manage, site_serve
from trendflix.core.clock import database_now
from trendflix.core.errors import UserError
from vision.models import Garment

EVENTS, SENDERS, KILLS, CORES = 60_000, 8, 5, 2
LEAST = BATCH * BATCHES_A_PERSON * SENDERS
SIZES = {"titles": 60, "films": 10, "products": 2000, "viewers": 0, "dimensions": 8}
CALL = "from trendflix.bench import events; events.{}()"


def measure(events: int = EVENTS) -> Figures:
    """Events a second, what was lost and counted wrong, and CPU seconds. Raises ``UserError`` for too few events."""
    if events < LEAST:
        raise UserError(f"At least {LEAST} events, please.")
    with bound_to(CORES), tempfile.TemporaryDirectory() as folder, own_database() as database:
        data, extra = Path(folder), {"DATABASE_URL": database, "TRENDFLIX_PROXIES": "1"}
        manage(data, "migrate", "-v0", **extra)
        manage(data, "collectstatic", "-v0", "--no-input", **extra)
        manage(data, "seed_scale", *(f"--{name}={size}" for name, size in SIZES.items()), **extra)
        shown = Shown(**json.loads(asked(data, CALL.format("shown_print"), **extra)))
        with site_serve(data, **extra) as address:
            report(address, shown, LEAST, SENDERS)  # what is loaded once is loaded
            return _taken(address, data, shown, events, extra)


def _taken(address: str, data: Path, shown: Shown, events: int, extra: dict[str, str]) -> Figures:
    """Send, kill, wait until all is rolled up, and compare."""
    before = json.loads(asked(data, CALL.format("kept_print"), **extra))["events"]
    roller = Killed(data, CALL.format("roll"), extra, KILLS)
    with roller.running():
        cpu, began = cpu_of_children(), time.perf_counter()
        taken = report(address, shown, events, SENDERS, SENDERS)
        seconds, cpu = time.perf_counter() - began, cpu_of_children() - cpu
        time.sleep(SETTLED.total_seconds())
        roller.wait_for_kills()
    asked(data, CALL.format("roll_rest"), **extra)
    kept = json.loads(asked(data, CALL.format("kept_print"), **extra))
    return {
        "events": float(taken),
        "events_a_second": taken / seconds,
        "cpu_s_a_1000": 1000 * cpu / taken,
        "kills": float(roller.kills),
        "kills_midway": float(roller.midway),
        "rolled_up_a_second": roller.pace,
        "lost": float(before + taken - kept["events"]) + float(kept["events"] - kept["counted"]),
        "rows_of_figures": float(kept["rows"]),
        "rows_wrong": float(kept["wrong"]),
    }


def shown_print() -> None:
    """Print what the site has that can be seen."""
    found = Shown(*(list(model._default_manager.values_list("pk", flat=True)) for model in (Garment, Product)))
    print(json.dumps({"garments": found.garments, "products": found.products}))  # noqa: T201 - read by the bench


def roll() -> None:
    """Roll up for ever, telling when a piece begins and how large it was."""
    while True:
        if not Event.objects.filter(pk__gt=_last(), created__lte=database_now() - SETTLED).exists():
            time.sleep(0.1)
            continue
        print("+", flush=True)  # noqa: T201 - read by the bench
        print(f"-{events_rollup()}", flush=True)  # noqa: T201


def _last() -> int:
    return EventCursor.objects.values_list("last_event", flat=True).first() or 0


def roll_rest() -> None:
    """Roll up what is left."""
    while events_rollup():
        pass


def kept_print() -> None:
    """Print how many events and rows of figures there are, and how many rows are not what all events add up to."""
    counts = counted(list(Event.objects.order_by("pk")))
    rows = {(row.dimension, row.day, row.key, row.scope): row for row in Daily.objects.iterator()}
    months = {(row.dimension, row.month, row.key, row.scope): row for row in MonthFigures.objects.iterator()}
    wrong = _wrong(rows, counts) + _wrong(months, of_months(counts))
    whole = [row for place, row in rows.items() if place[0] == Daily.Dimension.ALL]
    print(  # noqa: T201 - read by the bench
        json.dumps(
            {
                "events": Event.objects.count(),
                "counted": sum(getattr(row, name) for row in whole for name in COUNTED),
                "rows": len(rows),
                "wrong": wrong,
            }
        )
    )


def _wrong(rows: Mapping[Place, Counts], counts: Mapping[Place, Counter[str]]) -> int:
    """Rows that are missing, too many, or not what is to be counted."""
    differ = (
        place in rows and any(getattr(rows[place], name) != count[name] for name in COUNTED)
        for place, count in counts.items()
    )
    return sum(differ) + len(rows.keys() ^ counts.keys())
