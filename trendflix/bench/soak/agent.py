"""The bench's side of the process that does the housekeeping inside the site: asks it, waits for its answers."""

import json
import subprocess
from dataclasses import dataclass, field
from typing import Any

from trendflix.bench.faults.site import Site
from trendflix.core.errors import UserError

CODE = "from trendflix.bench.soak import inside; inside.serve()"


@dataclass
class Agent:
    """Calls functions of ``inside`` by their names; one at a time."""

    site: Site
    _process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        self._process = self.site.start_code("agent", CODE)

    def ask(self, name: str, *arguments: Any) -> Any:
        """What a function of ``inside`` returns. Raises ``UserError`` where the process has ended."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 - pipes
        try:
            self._process.stdin.write(json.dumps([name, *arguments]).encode() + b"\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        except (OSError, ValueError) as error:
            log = self.site.data / "logs" / "agent.log"
            raise UserError(f"{name}: {log.read_text(errors='replace')[-2000:]}") from error
