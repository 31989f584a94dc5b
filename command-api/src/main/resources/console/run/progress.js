// A run that has not ended.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, post } from "../api.js";
import { count, fixed, signed } from "../format.js";
import { session } from "../session.js";
import { toast } from "../ui/toast.js";
import { Convergence } from "./charts.js";

export function Progress({ run }) {
  const share = run.total_iters ? run.current_iter / run.total_iters : 0;
  const waiting = run.state === "queued" || run.verifying;
  const stage = run.state === "queued" ? "Waiting for a calibrator" : run.verifying ? "Verifying on fresh draws"
    : `Iteration ${count(run.current_iter)} of ${count(run.total_iters)}`;
  return html`
    <section class="card running" aria-label="Progress" data-state=${run.state}>
      <div class="line">
        <div><strong>${stage}</strong> <span class="muted">· ${run.exam_code}</span></div>
        <div class="actions"><span class="chip accent live">${run.via === "polling" ? "asking every second" : "live"}</span><${Cancel} run=${run} /></div>
      </div>
      <div class="progress ${waiting ? "waiting" : ""}" role="progressbar" aria-label="Iterations" aria-valuemin="0" aria-valuemax=${run.total_iters}
        aria-valuenow=${run.current_iter} aria-valuetext=${stage}><i style=${waiting ? {} : { width: 100 * share + "%" }} /></div>
      <dl class="facts">
        <div><dt>mean exposure</dt><dd>${fixed(run.avg_exp, 4)}</dd></div>
        <div><dt>largest excess over cap</dt><dd class=${run.max_over > 0 ? "over" : ""}>${signed(run.max_over, 4)}</dd></div>
        ${run.attempt > 1 && html`<div><dt>attempt</dt><dd>${run.attempt}</dd></div>`}
      </dl>
      ${run.history?.length > 0 && html`<${Convergence} history=${run.history} />`}
    </section>`;
}

function Cancel({ run }) {
  const [asked, ask] = useState(false);
  if (!session.get().admin) return null;
  const cancel = async () => {
    ask(true);
    try {
      await post(ADMIN + "calibrate_sh/cancel?job_id=" + encodeURIComponent(run.job_id));
    } catch (error) {
      ask(false);
      toast(error.message, "bad");
    }
  };
  return html`<button type="button" class="danger" disabled=${asked} onClick=${cancel}>${asked ? "Cancelling …" : "Cancel run"}</button>`;
}
