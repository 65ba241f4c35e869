"""The files of a deployment agree with the settings."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
WORKERS = {"worker-media", "worker-vision", "worker-upkeep", "query-worker", "beat"}
SERVICES = WORKERS | {"migrate", "web", "postgres", "redis", "nginx"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The compose file's services."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    return found


def test_every_service_is_there_and_says_whether_it_is_well(services: dict[str, Any]) -> None:
    assert services.keys() == SERVICES
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"migrate"}


def test_everything_waits_for_the_migration(services: dict[str, Any]) -> None:
    for name in WORKERS | {"web"}:
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_the_vision_worker_does_not_fork_and_every_queue_has_a_worker(services: dict[str, Any]) -> None:
    from trendflix.jobs.kinds import kinds

    vision, media = services["worker-vision"]["command"], services["worker-media"]["command"]
    assert "-P threads" in vision or "-P solo" in vision
    served = {queue for command in (vision, media) for queue in command.split("-Q ")[1].split()[0].split(",")}
    assert {kind.queue for kind in kinds()} <= served


def test_what_brings_lost_jobs_back_never_waits_behind_a_job(services: dict[str, Any]) -> None:
    from trendflix.celery import app
    from trendflix.jobs.kinds import kinds
    from trendflix.site.supervisor import WORKER

    def queue_of(name: str) -> str:
        return str(app.amqp.router.route({}, f"trendflix.jobs.tasks.{name}")["queue"].name)

    assert {queue_of(name) for name in ("reap_jobs", "enqueue_due", "write_search")} == {"upkeep"}
    assert queue_of("prune_jobs") == "default"
    assert "upkeep" not in {kind.queue for kind in kinds()}
    assert services["worker-upkeep"]["command"].split("-Q ")[1].split()[0] == "upkeep"
    assert "upkeep" in WORKER[WORKER.index("-Q") + 1].split(","), "where beat runs beside one worker"


def test_nginx_sends_what_the_site_points_to_and_nobody_else_can_ask_for_it() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    block = text.split(f"location {settings.SENDFILE_X_ACCEL_PREFIX} {{")[1].split("}")[0]
    assert "internal;" in block and "alias /data/media/;" in block


def test_nginx_logs_no_address_that_opens_a_film() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for place in ("/stream/", settings.SENDFILE_X_ACCEL_PREFIX):
        assert "access_log off;" in text.split(f"location {place} {{")[1].split("}")[0]


def test_every_variable_in_the_settings_is_in_the_documents() -> None:
    import re

    source = (ROOT / "trendflix" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    told = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    quiet = {"TRENDFLIX_DEBUG", "TRENDFLIX_TIME_ZONE", "TRENDFLIX_LOG_LEVEL", "CELERY_VISIBILITY_TIMEOUT"}
    assert {name for name in names - quiet if name not in told} == set()


def test_every_variable_reaches_every_container_of_the_site(services: dict[str, Any]) -> None:
    of_the_site = [service for service in services.values() if "build" in service]
    assert len(of_the_site) == 7
    for service in of_the_site:
        assert service["env_file"] == ".env"
        # What compose sets itself hides the file's line: only what depends on the other containers, and a default.
        fixed = {"DATABASE_URL", "REDIS_URL", "TRENDFLIX_DATA", "TRENDFLIX_SENDFILE", "TRENDFLIX_PROXIES"}
        assert service["environment"].keys() - {"NODE"} == fixed | {"TRENDFLIX_SECRET_KEY", "CLIP_MODEL"}


def test_variables_of_the_example_are_known_to_the_settings_or_to_compose() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    names = {line.split("=")[0] for line in lines if line and not line.startswith("#")}
    known = (ROOT / "trendflix" / "settings.py").read_text(encoding="utf-8")
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert {name for name in names if f'"{name}"' not in known and name not in compose} == set()


def test_the_readme_names_the_two_commands_that_the_makefile_has() -> None:
    readme, makefile = (ROOT / "README.md").read_text(encoding="utf-8"), (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"make {target}" in readme and f"\n{target}:" in makefile for target in ("run", "test"))
