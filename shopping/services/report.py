"""What an import did, row by row where something was wrong."""

from dataclasses import dataclass, field, fields
from typing import Any

Trouble = dict[str, Any]


@dataclass(slots=True)
class Report:
    """``rejected`` rows became no product; ``warnings`` are pictures that a product has to do without."""

    seen: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    unavailable: int = 0
    rejected: list[Trouble] = field(default_factory=list)
    warnings: list[Trouble] = field(default_factory=list)

    def reject(self, line: int, product_id: str, reason: str) -> None:
        """Note a row that became no product."""
        self.rejected.append({"line": line, "id": product_id[:50], "reason": reason})

    def warn(self, line: int, product_id: str, reason: str) -> None:
        """Note something that is missing from a product."""
        self.warnings.append({"line": line, "id": product_id, "reason": reason})

    def as_json(self) -> dict[str, Any]:
        """For the job's row and for scripts."""
        return {f.name: getattr(self, f.name) for f in fields(self)}
