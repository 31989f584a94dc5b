// uPlot in the page's colours. A chart is a picture: its caption says in words what it shows.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { useTheme } from "./theme.js";

const FONT = "12px Inter, system-ui, sans-serif";
const ink = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

/**
 * @param series {label, color, dash, width, fill, bars, points, format}: one a column after the first
 * @param x {label, format, range}
 * @param y {label, format, range}
 */
export function Chart({ title, caption, columns, series, x = {}, y = {}, height = 240 }) {
  const place = useRef();
  const plot = useRef();
  const theme = useTheme();
  const shape = JSON.stringify([theme, title, height, series.map(each => [each.label, each.color])]);
  useEffect(() => {
    const made = new uPlot(options({ series, x, y, height, width: place.current.clientWidth }), columns, place.current);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize({ width: place.current.clientWidth, height }));
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      made.destroy();
    };
  }, [shape]);
  useEffect(() => plot.current.setData(columns), [columns]);
  return html`
    <figure class="chart">
      <figcaption><h2 class="small">${title}</h2>${caption && html`<p>${caption}</p>`}</figcaption>
      <div ref=${place} role="img" aria-label=${title + ". " + (caption ?? "")} />
    </figure>`;
}

function options({ series, x, y, width, height }) {
  return {
    width,
    height,
    padding: [10, 12, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: false, ...(x.range ? { range: x.range } : {}) }, y: { range: y.range ?? ((u, low, high) => [Math.min(0, low), Math.max(high, 0.01) * 1.08]) } },
    axes: [axis(x, 30), { ...axis(y, 44), side: 3 }],
    legend: { live: true },
    series: [{ label: x.label ?? "", value: (u, v) => (v == null ? "" : (x.format ?? String)(v)) }, ...series.map(line)],
  };
}

function axis({ label, format }, size) {
  return {
    label: label ?? "",
    labelSize: label ? 20 : 0,
    size,
    gap: 6,
    font: FONT,
    labelFont: FONT,
    stroke: ink("muted"),
    grid: { stroke: ink("line"), width: 1 },
    ticks: { show: false },
    ...(format ? { values: (u, splits) => splits.map(v => format(v)) } : {}),
  };
}

function line({ label, color, dash, width = 2, fill, bars, points = false, format = v => v.toFixed(4) }) {
  return {
    label,
    stroke: ink(color),
    width: bars ? 0 : width,
    dash,
    fill: fill || bars ? ink(color) + (bars ? "" : "22") : undefined,
    points: { show: points, size: 6, fill: ink("surface") },
    paths: bars ? uPlot.paths.bars({ size: [0.78, 48], radius: 0.18 }) : undefined,
    value: (u, v) => (v == null ? "" : format(v)),
  };
}

/** Whole numbers only on an axis. */
export const wholes = v => (Number.isInteger(v) ? v : "");
