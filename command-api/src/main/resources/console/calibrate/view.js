// Asking for a run, watching it, reading its result.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, get } from "../api.js";
import { useLoad } from "../load.js";
import { ended, useRun } from "../run/follow.js";
import { Progress } from "../run/progress.js";
import { Result } from "../run/result.js";
import { Empty, Failure, Skeleton } from "../ui/states.js";
import { StartForm } from "./form.js";

export function Calibrate({ exam }) {
  const code = exam.exam_code;
  const [chosen, choose] = useState(null);
  const latest = useLoad(signal => get(ADMIN + "calibrate_sh/runs?limit=1&exam_code=" + encodeURIComponent(code), signal), [code], 10_000);
  const jobId = chosen ?? latest.data?.runs[0]?.job_id;
  const { run, error } = useRun(jobId);
  return html`
    <div class="head"><div><h1>Calibrate</h1><p>Find, by simulation, how often each item may be held back so that none is shown more often than its cap allows.</p></div></div>
    <div class="calibrate">
      <${StartForm} exam=${code} started=${choose} busy=${Boolean(run && !ended(run))} />
      <div class="stack" aria-live="off">
        ${run
          ? ended(run) ? html`<${Result} run=${run} />` : html`<${Progress} run=${run} />`
          : error ? html`<${Failure} error=${error} />`
            : jobId || !latest.data && !latest.error ? html`<${Skeleton} />`
              : latest.error && !latest.data ? html`<${Failure} error=${latest.error} retry=${latest.reload} />`
                : html`<${Empty} icon="calibrate" title="No run yet" text="The first calibration of this exam shows its progress and result here." />`}
      </div>
    </div>`;
}
