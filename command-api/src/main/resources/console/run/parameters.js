// What a run was asked to do, and by whom.
import { html } from "../html.js";
import { time } from "../format.js";

export const value = given => (given == null ? "–" : typeof given === "object" ? Object.entries(given).map(([k, v]) => k + "=" + v).join(", ") : String(given));

export function Parameters({ run }) {
  const all = [["job_id", run.job_id], ["asked by", run.requested_by + " (" + run.trigger + ")"], ["asked at", time(run.requested_at) + " UTC"],
    ...Object.entries(run.parameters ?? {}).filter(([, given]) => given != null)];
  return html`
    <details class="card"><summary>Parameters and seed</summary>
      <dl class="facts spread">${all.map(([name, given]) => html`<div key=${name}><dt>${name}</dt><dd class="mono">${value(given)}</dd></div>`)}</dl>
    </details>`;
}
