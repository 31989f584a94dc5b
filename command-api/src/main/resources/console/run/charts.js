// A run in pictures.
import { useMemo } from "preact/hooks";
import { html } from "../html.js";
import { Chart, wholes } from "../ui/chart.js";

const CAP = { label: "cap", color: "cap", dash: [6, 4], width: 1.5 };

export function Convergence({ history, other }) {
  const columns = useMemo(() => columnsOf(history, other), [history, other]);
  const last = history.at(-1);
  return html`
    <${Chart} title="Convergence" height=${220} columns=${columns}
      caption=${`Largest excess of a rate over its cap in each iteration; ${last.max_over.toFixed(4)} in iteration ${last.iter}.`}
      x=${{ label: "iteration", format: wholes, range: (u, low, high) => (low === high ? [low - 1, high + 1] : [low, high]) }}
      y=${{ range: (u, low, high) => [Math.min(0, low) - 0.01, Math.max(0.02, high) * 1.08] }}
      series=${[
        { label: other ? "first run" : "largest excess", color: "accent", points: history.length < 60 },
        ...(other ? [{ label: "second run", color: "second", points: other.length < 60 }] : [{ label: "mean exposure", color: "before", width: 1.5 }]),
        { ...CAP, format: () => "0" }]} />`;
}

function columnsOf(history, other) {
  const length = Math.max(history.length, other?.length ?? 0);
  const longer = (other?.length ?? 0) > history.length ? other : history;
  const value = (points, i, name) => points[i]?.[name] ?? null;
  const index = Array.from({ length }, (_, i) => i);
  return [
    longer.map(point => point.iter),
    index.map(i => value(history, i, "max_over")),
    index.map(i => (other ? value(other, i, "max_over") : value(history, i, "avg_exp"))),
    index.map(() => 0),
  ];
}

export function Profile({ profile }) {
  const columns = useMemo(() => [profile.rank, profile.before ?? profile.rank.map(() => null), profile.after, profile.rank.map(() => profile.limit)], [profile]);
  const unit = profile.relative ? "rate divided by its cap" : "exposure rate";
  return html`
    <${Chart} title="Exposure profile" columns=${columns}
      caption=${`Items from most to least exposed, before the run and after it: ${unit}, highest ${profile.after[0]?.toFixed(3)} after.`}
      x=${{ label: "item, by exposure", format: wholes }}
      series=${[{ label: "before", color: "before" }, { label: "after", color: "accent", fill: true }, CAP]} />`;
}

export function ByAbility({ strata, cap }) {
  const columns = useMemo(() => [
    strata.map(row => (row.theta_low + row.theta_high) / 2), strata.map(row => row.max_rate), ...(cap ? [strata.map(() => cap)] : [])], [strata, cap]);
  const half = (strata[0].theta_high - strata[0].theta_low) / 2;
  return html`
    <${Chart} title="Exposure by ability" columns=${columns}
      caption="Highest rate of an item among candidates of similar ability; a cap holds on average, not for each group."
      x=${{ label: "ability θ", format: v => v.toFixed(1), range: (u, low, high) => [low - 1.5 * half, high + 1.5 * half] }}
      series=${[{ label: "highest rate", color: "accent", bars: true }, ...(cap ? [CAP] : [])]} />`;
}
