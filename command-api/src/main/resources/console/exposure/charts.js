// Observed exposure in pictures.
import { useMemo } from "preact/hooks";
import { html } from "../html.js";
import { day as named, itemName } from "../format.js";
import { Chart, wholes } from "../ui/chart.js";

const WORST = 40;
const CAP = { label: "cap", color: "cap", dash: [6, 4], width: 1.5 };

export function MostExposed({ day }) {
  const shown = day.items.slice(0, WORST);
  const columns = useMemo(() => [shown.map((_, i) => i + 1), shown.map(item => item.rate), shown.map(item => item.cap)], [day]);
  return html`
    <${Chart} title="Most exposed items" columns=${columns} height=${230}
      caption=${shown.length ? `Observed rate against cap; ${itemName(shown[0])} leads with ${(shown[0].rate ?? 0).toFixed(3)}.` : "No item was shown."}
      x=${{ label: "item, by exposure", format: wholes, range: () => [0.4, Math.max(shown.length, 8) + 0.6] }}
      series=${[{ label: "rate", color: "accent", bars: true }, CAP]} />`;
}

export function Trend({ days }) {
  const columns = useMemo(() => {
    const highest = days.map(day => day.items[0]?.rate ?? null);
    const top = days.map(day => mean(day.items.slice(0, 20).map(item => item.rate ?? 0)));
    return [days.map((_, i) => i), highest, top, days.map(day => commonCap(day.items))];
  }, [days]);
  const label = i => (Number.isInteger(i) && days[i] ? named(days[i].day).replace(/^\w+ /, "") : "");
  return html`
    <${Chart} title="Over the days" columns=${columns} height=${230}
      caption="Highest rate of each UTC day, and the mean of its twenty most exposed items."
      x=${{ label: "day", format: label, range: () => [-0.4, Math.max(days.length - 1, 1) + 0.4] }}
      series=${[{ label: "highest", color: "accent", points: true }, { label: "mean of twenty", color: "before", points: true }, CAP]} />`;
}

const mean = values => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : null);

/** The cap that most of the leading items have. */
function commonCap(items) {
  const caps = items.slice(0, 20).map(item => item.cap).filter(cap => cap != null);
  return caps.length ? caps.sort((a, b) => a - b)[caps.length >> 1] : null;
}
