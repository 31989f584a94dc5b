// The list of runs, newest first, a page at a time.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, get } from "../api.js";
import { count, elapsed, signed, time } from "../format.js";
import { useLoad } from "../load.js";
import { Empty, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { StateChip } from "./state.js";

const PAGE = 50;
const STATES = ["queued", "running", "done", "empty", "failed", "cancelled"];
const TRIGGERS = ["api", "cli", "drift", "schedule", "service"];

export function RunList({ exam }) {
  const [where, narrow] = useState({ exam_code: exam.exam_code });
  const [pages, more] = useState(1);
  const [picked, pick] = useState([]);
  const runs = useLoad(signal => fetchPages(where, pages, signal), [where, pages], 4000);
  const choose = jobId => pick(old => (old.includes(jobId) ? old.filter(each => each !== jobId) : [...old, jobId].slice(-2)));
  const only = (name, value) => { narrow(old => ({ ...old, [name]: value || undefined })); more(1); };
  return html`
    <div class="head"><div><h1>Runs</h1><p>Every calibration, whoever asked for it. Choose two to compare them.</p></div></div>
    <div class="toolbar">
      <${Choice} label="Exam" value=${where.exam_code} all="All exams" options=${[exam.exam_code]} change=${value => only("exam_code", value)} />
      <${Choice} label="State" value=${where.state} all="Any state" options=${STATES} change=${value => only("state", value)} />
      <${Choice} label="Asked by" value=${where.trigger} all="Any trigger" options=${TRIGGERS} change=${value => only("trigger", value)} />
      <span class="grow"></span>
      ${picked.length === 2
        ? html`<a class="button" href=${"#/runs/compare/" + olderFirst(picked, runs.data).map(encodeURIComponent).join("/")}>Compare two</a>`
        : html`<span class="muted">${picked.length === 1 ? "Choose one more to compare" : ""}</span>`}
    </div>
    <${Loaded} from=${runs} rows=${8}>${({ runs: all, next }) => all.length
      ? html`<${Table} label="Runs" columns=${columns(picked, choose)} rows=${all} keyOf=${run => run.job_id} height=${640} />
          ${next && html`<p class="actions center"><button type="button" class="secondary" onClick=${() => more(pages + 1)}>Older runs</button></p>`}`
      : html`<div class="card"><${Empty} icon="runs" title="No run" text=${where.state || where.trigger ? "None of this exam is like that." : "The first calibration will stand here."} /></div>`}
    </${Loaded}>`;
}

/** As the page has them; as they were chosen where it does not show both. */
function olderFirst(picked, page) {
  const shown = (page?.runs ?? []).map(run => run.job_id).filter(jobId => picked.includes(jobId)).reverse();
  return shown.length === picked.length ? shown : picked;
}

const Choice = ({ label, value, all, options, change }) => html`
  <select aria-label=${label} value=${value ?? ""} onChange=${event => change(event.target.value)}>
    <option value="">${all}</option>${options.map(option => html`<option key=${option} value=${option}>${option}</option>`)}
  </select>`;

async function fetchPages(where, pages, signal) {
  const query = new URLSearchParams(Object.entries({ limit: PAGE, ...where }).filter(([, value]) => value !== undefined));
  const all = [];
  let next = null;
  for (let i = 0; i < pages; i++) {
    if (next) query.set("after", next);
    const page = await get(ADMIN + "calibrate_sh/runs?" + query, signal);
    all.push(...page.runs);
    next = page.next;
    if (!next) break;
  }
  return { runs: all, next };
}

const columns = (picked, choose) => [
  { key: "pick", title: html`<span class="hidden">Compare</span>`, cell: run => html`<input type="checkbox" aria-label=${"Compare the run of " + time(run.requested_at)} checked=${picked.includes(run.job_id)}
    disabled=${run.state !== "done"} onChange=${() => choose(run.job_id)} />` },
  { key: "at", title: "Asked at (UTC)", value: run => run.requested_at, cell: run => html`<a href=${"#/runs/" + encodeURIComponent(run.job_id)}>${time(run.requested_at)}</a>` },
  { key: "state", title: "State", value: run => run.verdict ?? run.state, cell: run => html`<${StateChip} run=${run} />` },
  { key: "exam", title: "Exam", value: run => run.exam_code, minor: true },
  { key: "trigger", title: "Trigger", value: run => run.trigger, minor: true },
  { key: "by", title: "By", value: run => run.requested_by, minor: true },
  { key: "iters", title: "Iterations", value: run => run.current_iter, cell: run => count(run.current_iter) + " / " + count(run.total_iters), number: true, minor: true },
  { key: "over", title: "Excess", value: run => run.max_over, cell: run => signed(run.max_over, 4), number: true, hint: "Largest rate minus cap in the last iteration" },
  { key: "updated", title: "k written", value: run => run.updated, cell: run => count(run.updated), number: true, minor: true },
  { key: "took", title: "Took", value: run => (run.finished_at && run.started_at ? new Date(run.finished_at) - new Date(run.started_at) : null), cell: run => elapsed(run.started_at, run.finished_at), number: true },
];
