// What one can do with a run that has ended.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { post } from "../api.js";
import { settled } from "../commands.js";
import { csv, download } from "../download.js";
import { itemsOf } from "../exams.js";
import { count } from "../format.js";
import { session } from "../session.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { runPath } from "./follow.js";

const COLUMNS = {
  exam_code: item => item.exam_code,
  question_id: item => item.question_id,
  version: item => item.version,
  topic_id: item => item.topic_id,
  sh_p: item => item.sh_p,
  cap: item => item.cap,
  locked: item => String(item.locked),
  job_id: item => item.job_id,
};

/** A run says that it is done a moment before its k have come back from the bank. */
const ARRIVAL = { fresh: 30_000, tries: 20, pause: 250 };

/** The k of an exam's items that hold now; asked for after a run, with a word where some are no longer the run's. */
export async function downloadK(exam, run) {
  const { items, apart } = await arrived(exam, run);
  download("k-" + exam + ".csv", "text/csv", csv(COLUMNS, items.map(item => ({ exam_code: exam, ...item }))));
  if (apart > 0)
    toast(`The file has the k that hold now: ${count(apart)} of ${count(items.length)} were not set by this run, or again since.`);
}

async function arrived(exam, run) {
  const fresh = run && Math.abs(Date.now() - new Date(run.finished_at)) < ARRIVAL.fresh;
  for (let tries = fresh ? ARRIVAL.tries : 1; ; tries--) {
    const { items } = await itemsOf(exam);
    const apart = run && !run.parameters?.dry_run ? items.filter(item => item.job_id !== run.job_id && !item.locked).length : 0;
    if (apart === 0 || tries <= 1) return { items, apart };
    await new Promise(resume => setTimeout(resume, ARRIVAL.pause));
  }
}

export function RunActions({ run }) {
  const [rolling, roll] = useState(false);
  const report = () => download("run-" + run.job_id + ".json", "application/json", JSON.stringify(run, null, 2));
  return html`
    <div class="actions">
      ${run.state === "done" && html`
        <button type="button" class="secondary" onClick=${() => downloadK(run.exam_code, run).catch(error => toast(error.message, "bad"))}><${Icon} name="download" />k as CSV</button>`}
      <button type="button" class="secondary" onClick=${report}><${Icon} name="download" />Report</button>
      ${run.state === "done" && !run.parameters?.dry_run && session.get().admin && html`
        <button type="button" class="danger" onClick=${() => roll(true)}><${Icon} name="undo" />Roll back</button>`}
      ${rolling && html`<${RollBack} run=${run} close=${() => roll(false)} />`}
    </div>`;
}

function RollBack({ run, close }) {
  const [sending, send] = useState(false);
  const go = async () => {
    send(true);
    try {
      await settled(await post(runPath(run.job_id) + "/rollback"));
      toast("Rolled back: k and caps are as they were before the run.");
      close();
    } catch (error) {
      toast(error.message, "bad");
      send(false);
    }
  };
  return html`
    <${Dialog} title="Roll back this run?" close=${close}>
      <p>k and caps of ${run.exam_code} return to what they were before this run, except of items locked since and of caps given by hand. The history keeps both.</p>
      <div class="actions"><button type="button" class="danger" disabled=${sending} onClick=${go}>Roll back</button>
        <button type="button" class="secondary" onClick=${close}>Keep the run</button></div>
    </${Dialog}>`;
}
