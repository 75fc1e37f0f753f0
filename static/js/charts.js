// Draws every [data-chart] with Plotly and then folds its table away. The page's words come first: the library
// is fetched when a chart is near and the page is idle, and if it never comes the open tables remain the charts.

// The only place that says what Plotly may do: one button that saves a picture, nothing that leaves this site.
const CONFIG = {
  displayModeBar: true,
  displaylogo: false,
  modeBarButtons: [["toImage"]],
  showSendToCloud: false,
  plotlyServerURL: "",
};

const PAPER = {
  width: 640,
  colours: {
    "--chart-ink": "#1a1a1a",
    "--chart-muted": "#595959",
    "--chart-grid": "#c9c9c9",
    "--chart-surface": "#ffffff",
    "--chart-low": "#b87a00",
    "--chart-high": "#0072b2",
    "--chart-region": "rgba(0, 0, 0, 0.1)",
    "--chart-band": "#8a8a8a",
    "--chart-point": "#1a1a1a",
  },
};

const NARROWEST = 420; // pixels that a chart without a width of its own is given at least where it fills its place
const LEAST = 250; // and anywhere, before magnification: the place of a chart on the smallest phone
const LETTERS = 16; // pixels of the root's letters that the figures are drawn for

let charts = [];
let isLoading = false;
let isWatching = false;

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) redrawIfResized(charts.find(({ canvas }) => canvas === target));
});

// All charts that are on the page now; called again when the page has got others.
export function drawCharts() {
  charts = [...document.querySelectorAll("[data-chart]")].map(readChart);
  const source = document.querySelector("[data-plotly-src]")?.dataset.plotlySrc;
  if (charts.length === 0 || !source) return;
  if (window.Plotly) start();
  else whenNear(() => whenIdle(() => loadLibrary(source, start)));
}

// Once, when any chart is on the screen or a screen away; those that are folded away are near when they are unfolded.
function whenNear(task) {
  const watching = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watching.disconnect();
    task();
  }, { rootMargin: "100%" });
  for (const { canvas } of charts) watching.observe(canvas.parentElement);
}

// Plotly asks for the magnification of what it draws into, not of what is inside: so that has an element of its own.
function readChart(element) {
  const canvas = element.querySelector("[data-chart-canvas]");
  return {
    id: element.dataset.chart,
    heading: element.querySelector("[data-chart-heading]").textContent,
    takeaway: element.querySelector("[data-chart-takeaway]").textContent,
    canvas,
    drawing: canvas.firstElementChild ?? canvas.appendChild(document.createElement("div")),
    table: element.querySelector("details"),
    figure: JSON.parse(element.querySelector("[data-chart-figure]").textContent),
  };
}

function whenIdle(task) {
  const soon = () => {
    if (window.requestIdleCallback) requestIdleCallback(task, { timeout: 2000 });
    else setTimeout(task, 200);
  };
  if (document.readyState === "complete") soon();
  else window.addEventListener("load", soon, { once: true });
}

function loadLibrary(src, done) {
  if (isLoading) return;
  isLoading = true;
  const script = document.createElement("script");
  script.src = src;
  script.addEventListener("load", done);
  script.addEventListener("error", () => { isLoading = false; });
  document.head.append(script);
}

// Those that are drawn stay as they are, with their table open if somebody opened it.
async function start() {
  for (const chart of charts.filter(({ canvas }) => !canvas.querySelector(".main-svg"))) {
    await draw(chart);
    chart.table.open = isTooWide(chart);
    resized.observe(chart.canvas);
  }
  if (isWatching) return;
  isWatching = true;
  const drawAll = () => charts.forEach((chart) => draw(chart));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  matchMedia("(forced-colors: active)").addEventListener("change", drawAll);
  window.addEventListener("beforeprint", () => charts.forEach((chart) => draw(chart, PAPER)));
  window.addEventListener("afterprint", drawAll);
}

async function draw(chart, medium = screen(chart)) {
  chart.size = sizeOf(chart.canvas);
  const figure = resolved(chart.figure, medium.colours);
  const font = { family: getComputedStyle(document.body).fontFamily };
  const scale = magnification(figure.layout, medium);
  const available = medium.width / scale;
  const layout = { ...fitted(figure.layout, medium.height ? available : Math.max(available, LEAST)), font };
  const toImageButtonOptions = { format: "png", filename: `limelight-${chart.id}`, scale: 2 };
  await window.Plotly.react(chart.drawing, figure.data, layout, { ...CONFIG, toImageButtonOptions });
  magnify(chart, layout, scale, medium);
  if (isTooWide(chart)) chart.table.open = true;
  describe(chart);
}

// Whether it has to be scrolled: then its table is the better chart.
function isTooWide({ canvas }) {
  return canvas.scrollWidth > canvas.clientWidth + 1;
}

// The whole drawing, so that its letters follow those of the page; where it gets wider than its place, it scrolls there.
function magnify({ canvas, drawing }, layout, scale, { width, height }) {
  const aside = height ? (width - layout.width * scale) / 2 : 0;
  drawing.style.width = `${layout.width}px`;
  drawing.style.transformOrigin = "0 0";
  drawing.style.transform = scale === 1 && !height ? "" : `translateX(${aside}px) scale(${scale})`;
  canvas.style.height = scale === 1 || height ? "" : `${Math.ceil(layout.height * scale)}px`;
}

// A stylesheet may want a chart to fill its place, letters and all, as on the wall of a room: `--chart-fills`.
function screen({ canvas }) {
  const fills = getComputedStyle(canvas).getPropertyValue("--chart-fills").trim() !== "";
  const letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / LETTERS;
  return { width: canvas.clientWidth, height: fills ? canvas.clientHeight : null, letters, colours: null };
}

function magnification(layout, { width, height, letters = 1 }) {
  if (!height) return letters;
  const { square, wide } = layout.meta ?? {};
  const narrowest = square ?? wide?.from ?? NARROWEST;
  return Math.min(height / fitted(layout, width).height, width / narrowest);
}

function redrawIfResized(chart) {
  if (chart && chart.canvas.clientWidth > 0 && sizeOf(chart.canvas) !== chart.size) draw(chart);
}

// A drawing that does not fill its place gives it its height, so that only the width may ask for another one.
function sizeOf(canvas) {
  const { width, height, letters } = screen({ canvas });
  return `${width} ${height} ${letters}`;
}

// A copy in which every "var(--name)" has become the colour it stands for, on this page or on paper.
function resolved(figure, colours) {
  const known = { ...colours };
  return JSON.parse(JSON.stringify(figure), (key, value) => {
    const name = typeof value === "string" && /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    return name ? (known[name] ??= colourOnPage(name)) : value;
  });
}

// Asked of a real element, because Plotly knows no system colours and no CSS functions.
function colourOnPage(name) {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.forcedColorAdjust = "none";
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

// The layout at this width: `meta.square` keeps the plot square, `meta.wide` places labels and axes where there is room.
function fitted(layout, available) {
  const { square, wide } = layout.meta ?? {};
  if (square) {
    const { l, r, t, b } = layout.margin;
    const width = Math.min(available, square);
    return { ...layout, width, height: width - l - r + t + b };
  }
  if (!wide || available < wide.from) return { ...layout, width: available };
  const axes = Object.entries(wide.axes ?? {}).map(([name, change]) => [name, { ...layout[name], ...change }]);
  return {
    ...layout,
    ...Object.fromEntries(axes),
    width: available,
    height: wide.height,
    margin: { ...layout.margin, ...wide.margin },
    annotations: layout.annotations.map((label) => ({ ...label, ...wide[label.name?.split(" ").at(-1)] })),
  };
}

// For those who listen the table is the chart; the picture says heading and take-away in one breath. The role is the
// drawing's own, not the canvas's: an image may not hold the button that saves it.
function describe({ canvas, heading, takeaway }) {
  const [drawing, ...layers] = canvas.querySelectorAll(".main-svg");
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", `${heading}. ${takeaway}`);
  layers.forEach((layer) => layer.setAttribute("aria-hidden", "true"));
  for (const button of canvas.querySelectorAll(".modebar-btn")) {
    button.dataset.title = "Save as a picture";
    button.setAttribute("aria-label", `Save as a picture: ${heading}`);
  }
}
