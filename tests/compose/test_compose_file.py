"""What docker-compose.yml and the Dockerfile promise, read without an engine."""

import fnmatch
import json
import re
import subprocess
import sys
from graphlib import TopologicalSorter

import pytest
from compose_file import (
    FILE,
    IMAGE,
    ONCE,
    ROOT,
    ours,
    program,
    rendered,
    services,
    variables,
)

from app.secret_files import ENDING
from app.settings import Settings
from dbcv_mcp.settings import Settings as AssistantSettings

DESIGNED = {
    *("backend", "mcp-dbcv", "postgres", "redis", "cache-redis"),
    *("faststream-bot", "faststream-user", "scheduler", "s3", "s3-init"),
}
DOCKERFILE = ROOT / "backend" / "Dockerfile"
SECRET = re.compile(r"(?i)password|secret|token|_key$|database_url|redis_url")


def needs(service) -> dict:
    return service.get("depends_on", {})


def test_the_services_of_the_design_are_there():
    assert set(services()) == {*DESIGNED, *ONCE}


def test_it_is_what_the_specification_of_compose_asks_for():
    ran = subprocess.run(
        [
            program("check-jsonschema"),
            "--builtin-schema",
            "vendor.compose-spec",
            str(FILE),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


def test_it_runs_with_nothing_told_and_with_everything_told():
    assert services()["backend"]["ports"] == ["127.0.0.1:8000:8000"]
    assert services()["backend"]["environment"]["PUBLIC_URL"] == "http://localhost:8000"

    told = services(PORT="9000", BIND="::1", USER_WORKERS="3")
    assert told["backend"]["ports"] == ["::1:9000:8000"]
    assert told["scheduler"]["environment"]["PUBLIC_URL"] == "http://localhost:9000"
    assert told["faststream-user"]["deploy"]["replicas"] == 3
    assert (
        services(PUBLIC_URL="https://b.example")["backend"]["environment"]["PUBLIC_URL"]
        == "https://b.example"
    )


def test_every_variable_is_told_of():
    page = (ROOT / "docs" / "deployment.md").read_text()
    assert {name for name in variables() if f"`{name}`" not in page} == set()


def test_whoever_needs_somebody_names_them_and_waits_for_what_they_can_tell():
    all_ = services()
    order = TopologicalSorter({name: needs(one).keys() for name, one in all_.items()})
    assert set(order.static_order()) == set(all_)
    for one in all_.values():
        for other, how in needs(one).items():
            wanted = "service_completed_successfully" if other in ONCE else "service_healthy"
            assert how == {"condition": wanted}
    assert "migrate" in needs(all_["backend"])
    assert "secrets" in needs(all_["postgres"])


@pytest.mark.parametrize("name", sorted(ours()))
def test_our_own_services_may_do_as_little_as_they_need(name):
    one = ours()[name]
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in one
    assert "user" not in one, "the image has a user of its own"


@pytest.mark.parametrize("name", sorted(services()))
def test_every_service_is_bounded_and_watched(name):
    one = services()[name]
    limits = one["deploy"]["resources"]["limits"]
    assert float(limits["cpus"]) > 0
    assert re.fullmatch(r"\d+[MG]", limits["memory"])
    assert 0 < int(limits["pids"]) <= 512
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["logging"]["options"].keys() == {"max-size", "max-file"}, "logs fill the disk"
    if name in ONCE:
        assert one["restart"] == "no"
        assert one["healthcheck"] == {"disable": True}
    else:
        assert one["restart"] == "unless-stopped"
        assert one["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert ":latest" not in one["image"]
    assert ":" in one["image"]


@pytest.mark.parametrize("name", sorted(ours()))
def test_no_secret_is_in_the_environment_and_every_setting_is_one_of_ours(name):
    told = ours()[name].get("environment", {})
    known = {*Settings.model_fields, *AssistantSettings.model_fields}
    for setting, value in told.items():
        assert isinstance(value, str), f"{setting} is read as {value!r}"
        if setting.endswith(ENDING):
            assert value.startswith("/run/dbcv/")
            assert setting.removesuffix(ENDING).lower() in known
        else:
            assert setting.lower() in known, setting
            assert not SECRET.search(setting), setting
    if name == "mcp-dbcv":
        assert not any(setting.endswith(ENDING) for setting in told), "it acts with its callers' tokens alone"


def test_each_service_sees_its_own_secrets_and_nobody_elses():
    seen = {
        name: [one.split(":")[0] for one in service.get("volumes", ()) if "secrets" in one]
        for name, service in services().items()
        if name != "secrets"
    }
    apart = {
        "postgres": "postgres",
        "redis": "redis",
        "cache-redis": "cache",
        "s3": "s3",
    }
    for name, volumes in seen.items():
        wanted = [] if name == "mcp-dbcv" else [f"{apart.get(name, 'app')}-secrets"]
        assert volumes == wanted
    assert all(
        one.endswith(":ro")
        for name in seen
        for one in services()[name].get("volumes", ())
        if "secrets" in one
    )


def test_only_the_api_is_reached_from_outside_and_databases_reach_nobody():
    published = [name for name, one in services().items() if "ports" in one]
    assert published == ["backend"]
    assert rendered({})["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "redis", "cache-redis", "s3", "mcp-dbcv"):
        assert services()[name]["networks"] == ["inside"]
    assert services()["secrets"]["network_mode"] == "none"


def test_volumes_are_declared_and_used():
    whole = rendered({})
    used = {one.split(":")[0] for service in whole["services"].values() for one in service.get("volumes", ())}
    assert used == set(whole["volumes"])


def test_what_code_of_authors_may_take_fits_into_the_container():
    for name in ("backend", "faststream-user"):
        one = services()[name]
        limit = one["deploy"]["resources"]["limits"]["memory"]
        room = int(limit[:-1]) * (1024 if limit.endswith("G") else 1)
        assert int(one["environment"]["SANDBOX_ALL_MEMORY_MB"]) + 256 <= room


def stages() -> list[list[str]]:
    """Instructions by stage, with their continuation lines."""
    text = DOCKERFILE.read_text().replace("\\\n", " ")
    found: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("FROM "):
            found.append([])
        if line.strip() and not line.startswith("#"):
            found[-1].append(" ".join(line.split()))
    return found


def test_the_image_is_built_in_stages_and_runs_as_nobody_special():
    *building, last = stages()
    assert len(building) == 2
    assert "USER dbcv" in last
    assert last.index("USER dbcv") > max(n for n, line in enumerate(last) if line.startswith(("RUN", "COPY")))
    assert any("--uid 10001" in line for line in last)
    assert json.loads(last[-1].removeprefix("CMD ")) == ["python", "-m", "app.main"]
    assert not any("npm" in line or "uv " in line for line in last)
    assert all("@" not in line or "--hash" in line for line in last)


def test_whatever_is_copied_into_the_image_is_there_and_is_let_through():
    ignored = (ROOT / ".dockerignore").read_text().split()
    let_in = [line[1:] for line in ignored if line.startswith("!")]
    for line in (
        line for stage in stages() for line in stage if line.startswith("COPY") and "--from" not in line
    ):
        *sources, _ = line.split()[1:]
        for source in sources:
            assert (ROOT / source).exists(), source
            assert any(
                source == one or source.startswith(f"{one}/") or one.startswith(f"{source}/")
                for one in let_in
            ), source


def test_no_secret_and_nothing_that_was_built_gets_into_the_image():
    lines = (ROOT / ".dockerignore").read_text().split()
    assert "*" in lines
    assert {"frontend/node_modules", "frontend/dist"} <= set(lines)
    for path in (
        ".env",
        ".dbcv/secrets/secret_box_key",
        ".git/config",
        ".venv/x",
        "tests/x",
        "backend/.env",
    ):
        assert not any(fnmatch.fnmatch(path, f"{line[1:]}*") for line in lines if line.startswith("!")), path


@pytest.mark.parametrize("name", sorted(ours()))
def test_commands_of_ours_are_there(name):
    first, *rest = ours()[name]["command"]
    if first == "python":
        assert rest[0] == "-m"
        found = subprocess.run(
            [
                sys.executable,
                "-c",
                f"import importlib.util as u; assert u.find_spec({rest[1]!r})",
            ],
            check=False,
        )
        assert found.returncode == 0
    else:
        assert first in {"dbcv", "dbcv-mcp"}
    assert ours()[name]["image"].startswith(IMAGE)


@pytest.mark.parametrize("name", ["redis", "cache-redis"])
def test_a_server_of_redis_refuses_before_it_is_killed_for_its_memory(name):
    """Killed, it would read its log back in, and be killed again; half is left for what a rewrite copies."""
    one = services()[name]
    bound = one["command"][one["command"].index("--maxmemory") + 1]
    limit = one["deploy"]["resources"]["limits"]["memory"]
    assert int(bound.removesuffix("mb")) <= int(limit.removesuffix("M")) * 2 / 3
