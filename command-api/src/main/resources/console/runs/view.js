// All runs, one run, two runs side by side: #/runs, #/runs/JOB, #/runs/compare/JOB/JOB.
import { html } from "../html.js";
import { ended, useRun } from "../run/follow.js";
import { Progress } from "../run/progress.js";
import { Result } from "../run/result.js";
import { time } from "../format.js";
import { Failure, Skeleton } from "../ui/states.js";
import { Compare } from "./compare.js";
import { RunList } from "./list.js";

export function Runs({ exam, parts }) {
  if (parts[0] === "compare" && parts.length === 3) return html`<${Compare} first=${parts[1]} second=${parts[2]} />`;
  if (parts[0]) return html`<${One} jobId=${parts[0]} />`;
  return html`<${RunList} exam=${exam} />`;
}

function One({ jobId }) {
  const { run, error } = useRun(jobId);
  return html`
    <div class="head"><div><p class="crumb"><a href="#/runs">Runs</a></p><h1>Run of ${run?.exam_code ?? "…"}</h1>
      ${run && html`<p>Asked by ${run.requested_by} (${run.trigger}) on ${time(run.requested_at)} UTC</p>`}</div></div>
    ${error && !run ? html`<${Failure} error=${error} />` : run ? (ended(run) ? html`<${Result} run=${run} />` : html`<${Progress} run=${run} />`) : html`<${Skeleton} />`}`;
}
