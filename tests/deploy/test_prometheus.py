"""What watches: scrape configuration, rules and dashboard, by Prometheus' own tool and our own names."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from quiz.settings.environment import ROOT
from quiz.web.factory import BLUEPRINTS
from tests.programs import program
from tests.test_documentation import routes
from tests.web.conftest import app_for, settings_for

FOLDER = ROOT / "deploy" / "prometheus"
RULES = yaml.safe_load((FOLDER / "alerts.yml").read_text())["groups"][0]["rules"]
BOARD = json.loads((ROOT / "deploy" / "grafana" / "limelight.json").read_text())


def promtool(*arguments: str, folder: Path = FOLDER) -> str:
    command = [program("promtool", "prometheus"), *arguments]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_rules_are_rules_and_fire_when_they_should():
    assert "SUCCESS: 8 rules found" in promtool("check", "rules", "alerts.yml")
    assert "SUCCESS" in promtool("test", "rules", "alerts_test.yml")


def test_every_rule_is_tried_or_named_as_one_that_stays_quiet():
    tried = (FOLDER / "alerts_test.yml").read_text()
    untried = {rule["alert"] for rule in RULES if rule["alert"] not in tried}
    assert untried == {"LimelightRedisLost"}  # three losses in a quarter of an hour: given, and not enough
    assert 'kind="redis"' in tried


def test_the_scrape_configuration_is_taken(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "p")
    scrape = tmp_path / "p" / "scrape.yml"
    scrape.write_text(scrape.read_text().replace("/etc/prometheus/limelight-token", str(scrape)))
    assert "is valid prometheus config" in promtool("check", "config", "scrape.yml", folder=scrape.parent)


def expressions() -> list[str]:
    panels = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]
    assert len(panels) > 12
    return panels + [rule["expr"] for rule in RULES]


def test_rules_and_dashboard_name_what_there_is(tmp_path):
    client = app_for(settings_for(tmp_path, metrics_token=SecretStr("a-token-of-this-test"))).test_client()
    told = client.get("/metrics", headers={"Authorization": "Bearer a-token-of-this-test"}).text
    known = set(re.findall(r"^# TYPE (\S+)", told, re.MULTILINE)) | {
        "limelight_request_duration_seconds_bucket"
    }
    named = {name for text in expressions() for name in re.findall(r"limelight_\w+", text)}
    assert len(named) > 6
    assert named <= known
    used = known - {"limelight_request_duration_seconds", "limelight_revision"}
    assert named == used


def test_the_routes_they_name_are_routes():
    named = {
        route
        for text in expressions()
        for listed in re.findall(r'route=~?"([^"]+)"', text)
        for route in listed.removesuffix(".*").split("|")
    }
    assert len(named) > 5
    assert len(BLUEPRINTS) > 10
    assert named <= routes()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_alert_says_what_is_wrong_and_where_to_look(rule):
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"].endswith(".")
    assert len(rule["annotations"]["what"]) > 20
