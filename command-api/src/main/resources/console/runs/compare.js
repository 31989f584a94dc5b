// Two runs side by side: what was asked differently, and what came of it.
import { html } from "../html.js";
import { get } from "../api.js";
import { count, elapsed, fixed, signed, time } from "../format.js";
import { useLoad } from "../load.js";
import { Convergence } from "../run/charts.js";
import { runPath } from "../run/follow.js";
import { value } from "../run/parameters.js";
import { Loaded } from "../ui/states.js";
import { StateChip } from "./state.js";

/** Differences that say nothing. */
const NOISE = 0.01;

/** name, value of a run, how to write it, whether less is better (undefined: neither) */
const FIGURES = [
  ["highest rate", run => run.report?.verification?.max_rate, v => fixed(v, 4), true],
  ["largest excess over cap", run => run.report?.verification?.max_over, v => signed(v, 4), true],
  ["items over cap", run => run.report?.verification?.over_cap_items, count, true],
  ["test overlap", run => run.report?.verification?.overlap, v => fixed(v, 4), true],
  ["items never used", run => run.report?.verification?.unused, count, true],
  ["forced administrations", run => run.report?.verification?.forced, count, true],
  ["RMSE of ability", run => run.report?.verification?.rmse, v => fixed(v, 4), true],
  ["items at k = 1", run => run.report?.verification?.at_one, count],
  ["iterations", run => run.current_iter, count],
  ["k written", run => run.updated, count],
];

export function Compare({ first, second }) {
  const both = useLoad(signal => Promise.all([first, second].map(jobId => get(runPath(jobId), signal))), [first, second]);
  return html`
    <div class="head"><div><p class="crumb"><a href="#/runs">Runs</a></p><h1>Two runs</h1><p>What was asked differently, and what came of it.</p></div></div>
    <${Loaded} from=${both} rows=${8}>${([a, b]) => html`
      <div class="stack">
        <div class="card scroll"><${Figures} a=${a} b=${b} /></div>
        ${a.history.length > 0 && b.history.length > 0 && html`<div class="card"><${Convergence} history=${a.history} other=${b.history} /></div>`}
        <div class="card scroll"><header><h3>Parameters</h3><p>differences are marked</p></header><${Asked} a=${a} b=${b} /></div>
      </div>`}
    </${Loaded}>`;
}

const Head = ({ a, b }) => html`
  <thead><tr><th scope="col"><span class="hidden">Figure</span></th>${[a, b].map((run, i) => html`
    <th key=${i} scope="col" class="number"><a href=${"#/runs/" + encodeURIComponent(run.job_id)}>${i ? "Second" : "First"}, ${time(run.requested_at)}</a></th>`)}</tr></thead>`;

function Figures({ a, b }) {
  const told = FIGURES.filter(([, of]) => of(a) != null || of(b) != null);
  return html`
    <table class="plain diff"><${Head} a=${a} b=${b} />
      <tbody>
        <tr><th scope="row">verdict</th><td class="number"><${StateChip} run=${a} /></td><td class="number"><${StateChip} run=${b} /></td></tr>
        <tr><th scope="row">took</th><td class="number">${elapsed(a.started_at, a.finished_at)}</td><td class="number">${elapsed(b.started_at, b.finished_at)}</td></tr>
        ${told.map(([name, of, write, less]) => html`
          <tr key=${name}><th scope="row">${name}</th><td class="number">${write(of(a))}</td><td class="number ${judged(of(a), of(b), less)}">${write(of(b))}</td></tr>`)}
      </tbody>
    </table>`;
}

function judged(a, b, less) {
  if (!less || a == null || b == null || Math.abs(a - b) <= NOISE * Math.abs(a)) return "";
  return b < a ? "better" : "worse";
}

function Asked({ a, b }) {
  const names = Object.keys({ ...a.parameters, ...b.parameters }).filter(name => a.parameters?.[name] != null || b.parameters?.[name] != null);
  return html`
    <table class="plain diff"><${Head} a=${a} b=${b} />
      <tbody>${names.map(name => {
        const [x, y] = [value(a.parameters?.[name]), value(b.parameters?.[name])];
        return html`<tr key=${name} class=${x === y ? "" : "differs"}><th scope="row">${name}</th><td class="number">${x}</td><td class="number">${y}</td></tr>`;
      })}</tbody>
    </table>`;
}
