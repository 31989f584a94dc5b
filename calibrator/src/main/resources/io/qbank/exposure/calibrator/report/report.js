"use strict";
// Everything is put on the page as text; nothing of the data is ever read as HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const seen = data.verification;
const $ = selector => document.querySelector(selector);
const fixed = (value, digits) => value == null ? "–" : value.toFixed(digits);
const whole = value => value == null ? "–" : value.toLocaleString("en");
const signed = value => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);

function element(name, text, parent, className) {
  const made = document.createElement(name);
  if (text != null) made.textContent = text;
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}

function table(place, heads, rows) {
  const made = element("table", null, place);
  const head = element("tr", null, element("thead", null, made));
  heads.forEach(text => element("th", text, head));
  const body = element("tbody", null, made);
  rows.forEach(cells => {
    const row = element("tr", null, body);
    cells.forEach(cell => Array.isArray(cell) ? element("td", cell[0], row, cell[1]) : element("td", cell, row));
  });
}

// Rates that the page speaks of: verified ones, or the last iteration's where nothing was verified.
const n = data.parameters.n;
const items = data.items.map((item, index) => ({
  ...item,
  rate: item.rate ?? item.administered / n,
  before: data.before ? data.before[index] : null,
}));
const caps = new Set(items.map(item => item.cap));
const oneCap = caps.size === 1 ? items[0].cap : null;

// ---- words ----
const meanings = {
  converged: ["Converged.", "These k hold every cap on fresh draws.", "--good"],
  not_converged: ["Not converged.", "These k do not hold the caps.", "--bad"],
  inconclusive: ["Inconclusive.", "Whether these k hold the caps is not known.", "--warn"],
  infeasible: ["Infeasible.", "No k can hold these caps.", "--bad"],
};
const [word, meaning, color] = meanings[data.verdict];
document.title = data.title + " – calibration report";
$("#title").textContent = data.title;
$("#made").textContent = data.generated.replace("T", " ").replace("Z", " UTC") + " · " + whole(items.length) + " items · method "
  + data.parameters.method + " · seed " + data.parameters.seed;
$("#verdict").style.setProperty("--verdict", "var(" + color + ")");
$("#verdict-word").textContent = word;
$("#verdict-meaning").textContent = meaning;
data.advice.forEach(sentence => element("li", sentence, $("#advice")));

// ---- key figures ----
function tile(name, value) {
  const box = element("div", null, $("#tiles"));
  element("dt", name, box);
  element("dd", value, box);
}
if (seen) {
  tile(oneCap == null ? "highest rate" : "highest, cap " + oneCap, fixed(seen.max_rate, 4));
  tile("over cap, of " + whole(items.length), whole(seen.over_cap_items));
  tile("test overlap", fixed(seen.overlap, 4));
  if (seen.rmse != null) { tile("RMSE of ability", fixed(seen.rmse, 4)); tile("bias of ability", signed(seen.bias)); }
  tile("never used", whole(seen.unused));
  tile("k at the floor", whole(seen.at_floor));
  tile("k = 1", whole(seen.at_one));
  tile("locked", whole(seen.locked));
  tile("forced", whole(seen.forced));
  tile("fresh candidates", whole(seen.n));
}

// ---- charts ----
const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const axis = (label, values) => ({
  label, labelSize: 22, size: 46, stroke: ink("--muted"), font: "12px system-ui", labelFont: "12px system-ui",
  grid: { stroke: ink("--grid"), width: 1 }, ticks: { stroke: ink("--grid"), width: 1 }, ...(values ? { values } : {}),
});
const line = (label, color, digits, more) => ({
  label, stroke: ink(color), width: 2, points: { show: false }, value: (u, v) => fixed(v, digits), ...more,
});
const dashed = { dash: [6, 4], width: 1.5 };
const bars = { paths: uPlot.paths.bars({ size: [0.85, 60] }), width: 0 };
const HEIGHT = 264;
const drawn = [];

function chart(id, caption, options, columns) {
  const place = $("#" + id + " .chart");
  $("#" + id + " figcaption").textContent = caption;
  if (!columns || columns[0].length === 0) {
    place.classList.add("none");
    place.textContent = "no data";
    return;
  }
  drawn.push({ place, columns, options });
}

function draw() {
  for (const one of drawn) {
    one.plot?.destroy();
    one.plot = new uPlot({ width: one.place.clientWidth, height: HEIGHT, ...one.options() }, one.columns, one.place);
  }
}

const descending = values => values.slice().sort((x, y) => y - x);
const scaled = (value, item) => oneCap == null ? value / item.cap : value;
const after = descending(items.map(item => scaled(item.rate, item)));
const before = data.before ? descending(items.map(item => scaled(item.before, item))) : after.map(() => null);
const used = Math.max(after.filter(v => v > 0).length, before.filter(v => v > 0).length, 2);
const limit = oneCap ?? 1;
chart("profile",
  "Items from most to least exposed, at the k before this run (first iteration) and " + (seen ? "on fresh draws" : "in the last iteration")
    + (oneCap == null ? "; rate divided by the item's cap." : ".")
    + (used < items.length ? " " + whole(items.length - used) + " unused items are left out." : ""),
  () => ({
    scales: { x: { time: false }, y: { range: (u, low, high) => [0, Math.max(high, limit) * 1.06] } },
    axes: [axis("item, by exposure"), axis(oneCap == null ? "rate / cap" : "exposure rate")],
    series: [{ label: "rank" }, line("before", "--before", 4), line("after", "--after", 4), line("cap", "--cap", 4, dashed)],
  }),
  [after.map((_, i) => i + 1), before, after, after.map(() => limit)].map(column => column.slice(0, used)));

const iterations = data.history.map(row => row.iter);
chart("convergence", "Largest excess of an item's rate over its cap in each iteration, at the k before its update.",
  () => ({
    scales: { x: { time: false, range: (u, low, high) => low === high ? [low - 1, high + 1] : [low, high] },
      y: { range: (u, low, high) => [Math.min(0, low) - 0.02, Math.max(0.02, high) * 1.08] } },
    axes: [axis("iteration", (u, splits) => splits.map(v => Number.isInteger(v) ? v : "")), axis("max over cap")],
    series: [{ label: "iteration" }, line("max over", "--after", 5, { points: { show: iterations.length < 60, size: 6 } }),
      line("mean rate", "--before", 5), line("cap", "--cap", 0, { ...dashed, value: () => "0" })],
  }),
  [iterations, data.history.map(row => row.max_over), data.history.map(row => row.avg_exp), iterations.map(() => 0)]);

const strata = seen?.strata ?? data.exact?.strata ?? [];
chart("ability", "Largest exposure rate of an item among candidates of similar ability: a cap holds on average, not for each group.",
  () => ({
    scales: { x: { time: false, range: () => [strata[0].theta_low, strata[strata.length - 1].theta_high] },
      y: { range: (u, low, high) => [0, Math.max(high, limit) * 1.06] } },
    axes: [axis("ability θ"), axis("highest rate")],
    series: [{ label: "θ", value: (u, v) => fixed(v, 2) }, { ...line("highest rate", "--after", 4, bars), fill: ink("--after") + "b0" },
      ...(oneCap == null ? [] : [line("cap", "--cap", 4, dashed)])],
  }),
  strata.length ? [strata.map(row => (row.theta_low + row.theta_high) / 2), strata.map(row => row.max_rate),
    ...(oneCap == null ? [] : [strata.map(() => oneCap)])] : null);

const bins = 20;
const controlled = items.filter(item => item.k < 1);
const counts = new Array(bins).fill(0);
controlled.forEach(item => counts[Math.min(bins - 1, Math.floor(item.k * bins))]++);
chart("control", whole(controlled.length) + " items with k below 1; the other " + whole(items.length - controlled.length)
    + " are never held back and left out.",
  () => ({
    scales: { x: { time: false, range: () => [0, 1] }, y: { range: (u, low, high) => [0, Math.max(1, high) * 1.06] } },
    axes: [axis("k"), axis("items", (u, splits) => splits.map(v => Number.isInteger(v) ? v : ""))],
    series: [{ label: "k", value: (u, v) => v == null ? "–" : fixed(v - 0.5 / bins, 2) + " to " + fixed(v + 0.5 / bins, 2) },
      { ...line("items", "--after", 0, bars), fill: ink("--after") + "b0" }],
  }),
  controlled.length ? [counts.map((_, i) => (i + 0.5) / bins), counts] : null);

// ---- tables ----
// Over beyond noise: the run's judgement is a bound on excess / sqrt(cap (1 - cap)), the same bound for every item.
const excess = item => item.cap < 1 ? (item.rate - item.cap) / Math.sqrt(item.cap * (1 - item.cap)) : item.rate - item.cap;
const ordered = items.slice().sort((x, y) => excess(y) - excess(x));
const over = new Set(ordered.slice(0, seen?.over_cap_items ?? 0));
const overTopics = new Set(Array.from(over, item => item.topic_id));
table($("#worst .scroll"), ["question, version", "topic", "cap", "rate before", "rate", "rate − cap", "k"],
  ordered.slice(0, 20).map(item => [item.question_id + ", " + item.version, item.topic_id ?? "–", fixed(item.cap, 4),
    fixed(item.before, 4), fixed(item.rate, 4), [signed(item.rate - item.cap), over.has(item) ? "over" : ""], fixed(item.k, 4)]));
if (seen) {
  table($("#topics .scroll"), ["topic", "items", "mean rate", "highest rate", "cap"],
    seen.topics.map(row => [row.topic_id ?? "–", whole(row.items), fixed(row.mean_rate, 4),
      [fixed(row.max_rate, 4), overTopics.has(row.topic_id) ? "over" : ""], fixed(row.cap, 4)]));
} else $("#topics").remove();
const list = $("#parameters dl");
Object.entries(data.parameters).filter(([, value]) => value != null).forEach(([name, value]) => {
  element("dt", name, list);
  element("dd", typeof value === "object" ? JSON.stringify(value) : String(value), list);
});

draw();
new ResizeObserver(() => drawn.forEach(one =>
  one.plot.setSize({ width: one.place.clientWidth, height: HEIGHT }))).observe($("main"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
