"""A page with nothing but charts, served from this machine under the site's real content policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jinja2

from quiz.charts.base.chart import Chart

ROOT = Path(__file__).resolve().parents[2]
BASIC_BUNDLE = ROOT / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

TOKENS = """
:root { --chart-ink: #1d1b22; --chart-muted: #6a6672; --chart-grid: #dedbe2; --chart-surface: #ffffff;
  --chart-low: #b97a00; --chart-high: #0072b2; --chart-region: rgba(230, 159, 0, 0.16);
  --chart-band: #8f8a98; --chart-point: #1d1b22; }
@media (prefers-color-scheme: dark) { :root { --chart-ink: #f3f0f7; --chart-muted: #aaa5b5;
  --chart-grid: #3b3746; --chart-surface: #1b1822; --chart-low: #f0b030; --chart-high: #56b4e9;
  --chart-region: rgba(255, 214, 120, 0.16); --chart-band: #8b8597; --chart-point: #f3f0f7; } }
body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--chart-ink); background: var(--chart-surface); }
main { max-width: 60rem; margin: 0 auto; }
figure { margin: 0 0 3rem; }
svg.bar { display: block; width: 100%; min-width: 4rem; height: 0.5rem; }
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Charts</title>
<link rel="stylesheet" id="plotly.js-style-global" href="/tokens.css">
<link rel="icon" href="data:,">
<script type="module" src="/page.js"></script>
</head>
<body><main data-plotly-src="/plotly.js"><h1>Charts</h1><h2>Yours</h2>
{%- from "components/chart.html" import chart %}
{%- for each in charts %}{{ chart(each) }}{% endfor %}
</main></body>
</html>
"""


def chart_html(charts: Sequence[Chart], page: str = PAGE) -> str:
    """The page as the product renders it: undefined names are errors, everything is escaped."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "templates"), undefined=jinja2.StrictUndefined, autoescape=True
    )
    return templates.from_string(page).render(charts=charts)


def full_bundle() -> Path:
    import plotly

    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@contextmanager
def served(charts: Sequence[Chart], library: Path | None) -> Iterator[str]:
    """The page's address. Without a library the server answers 404 for it."""
    files = {
        "/": ("text/html; charset=utf-8", chart_html(charts).encode()),
        "/tokens.css": ("text/css", TOKENS.encode()),
        "/charts.js": ("text/javascript", (ROOT / "static/js/charts.js").read_bytes()),
        "/page.js": ("text/javascript", b"import { drawCharts } from '/charts.js'; drawCharts();"),
    }
    if library is not None:
        files["/plotly.js"] = ("text/javascript", library.read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _handler_for(files: dict[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            media_type, body = files.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet: a test's output is its failures."""

    return Handler
