// E of the items that came nearest to their threshold, over the days.
import { useMemo, useState } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, get } from "../api.js";
import { shifted } from "../exposure/days.js";
import { day as named, superscript } from "../format.js";
import { useLoad } from "../load.js";
import { Chart } from "../ui/chart.js";
import { Empty, Failure, Skeleton } from "../ui/states.js";

const SHOWN = 5;
const COLORS = ["accent", "second", "warn", "good", "before"];

export function Evidence({ exam }) {
  const evidence = useLoad(signal => get(ADMIN + "evidence?exam_code=" + encodeURIComponent(exam), signal), [exam], 5000);
  if (evidence.error?.status === 404)
    return html`<div class="card"><${Empty} icon="drift" title="No evidence on this server" text="It tells alerts, but not the daily evidence behind them." /></div>`;
  if (!evidence.data) return html`<div class="card">${evidence.error ? html`<${Failure} error=${evidence.error} retry=${evidence.reload} />` : html`<${Skeleton} />`}</div>`;
  const items = byItem(evidence.data.days);
  if (!items.length)
    return html`<div class="card"><${Empty} icon="drift" title="No evidence yet" text="The first appears when a day with sessions has passed. The day on which k or a cap changed is left out." /></div>`;
  return html`<${Curves} items=${items} />`;
}

function Curves({ items }) {
  const [picked, pick] = useState(null);
  const shown = picked ? items.filter(item => name(item) === picked) : items.slice(0, SHOWN);
  const days = useMemo(() => calendar(shown), [items, picked]);
  const columns = useMemo(() => [
    days.map((_, i) => i),
    ...shown.map(item => days.map(day => log10(item.days.find(each => each.day === day)))),
    days.map(day => Math.log10(shown[0]?.days.find(each => each.day === day)?.threshold ?? shown[0]?.days.at(-1)?.threshold ?? 1)),
  ], [items, picked]);
  const power = v => (Number.isInteger(v) ? "10" + superscript(v) : "");
  return html`
    <div class="card">
      <div class="toolbar"><h2>Evidence</h2><span class="grow"></span>
        <select aria-label="Item" value=${picked ?? ""} onChange=${event => pick(event.target.value || null)}>
          <option value="">Strongest evidence</option>${items.map(item => html`<option key=${name(item)} value=${name(item)}>${name(item)}</option>`)}
        </select></div>
      <${Chart} title="E over the days" columns=${columns} height=${260}
        caption="Evidence that an item is shown more often than its cap allows. At the threshold one item alone raises an alert; several together may do so below it."
        x=${{ format: i => (Number.isInteger(i) && days[i] ? named(days[i]).replace(/^\w+ /, "") : ""), range: () => [-0.4, Math.max(days.length - 1, 1) + 0.4] }}
        y=${{ label: "E", format: power, range: (u, low, high) => [Math.floor(Math.min(low, -1)), Math.ceil(high + 0.3)] }}
        series=${[...shown.map((item, i) => ({ label: name(item), color: COLORS[i % COLORS.length], points: true, format: v => (10 ** v).toPrecision(3) })),
          { label: "threshold", color: "cap", dash: [6, 4], width: 1.5, format: v => (10 ** v).toPrecision(3) }]} />
    </div>`;
}

/** Every day from the first to the last, so that one without evidence is a gap. */
function calendar(items) {
  const known = items.flatMap(item => item.days.map(day => day.day)).sort();
  const days = [];
  for (let day = known[0]; day <= known.at(-1); day = shifted(day, 1)) days.push(day);
  return days;
}

/** Items with their days, the nearest to the threshold first. */
function byItem(days) {
  const items = new Map();
  for (const { day, items: rows } of days)
    for (const row of rows) {
      const item = items.get(name(row)) ?? { question_id: row.question_id, version: row.version, days: [] };
      item.days.push({ day, ...row });
      items.set(name(row), item);
    }
  const most = item => Math.max(...item.days.map(day => day.ln_e));
  return Array.from(items.values()).sort((a, b) => most(b) - most(a));
}

const name = item => item.question_id + " v" + item.version;
const log10 = day => (day ? day.ln_e / Math.LN10 : null);
