// What a run is asked to do.
import { useMemo, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, post, Refused } from "../api.js";
import { examCode, itemsOf, useExams } from "../exams.js";
import { useLoad } from "../load.js";
import { session } from "../session.js";
import { Field } from "../ui/field.js";
import { feasibility, Room } from "./feasibility.js";
import { ALL, FIRST, GROUPS, shown } from "./parameters.js";
import { body, problems } from "./validate.js";

const RECOMMENDED = "sympson_hetter";
const NAMES = new Set(ALL.map(spec => spec.name));

/** @param started told the job's id */
export function StartForm({ exam, started, busy }) {
  const [values, set] = useState({});
  const [refused, refuse] = useState({});
  const [sending, send] = useState(false);
  const attempt = useRef(null);
  const items = useLoad(signal => itemsOf(exam, signal), [exam], 60_000);
  const found = useMemo(() => problems(values), [values]);
  const room = useMemo(() => feasibility(items.data?.items, values, found), [items.data, values, found]);
  const change = (name, value) => {
    set(old => ({ ...old, [name]: value }));
    refuse(old => ({ ...old, [name]: undefined, other: undefined }));
    attempt.current = null;
  };
  const submit = async event => {
    event.preventDefault();
    if (Object.keys(found).length) return focusFirst(event.currentTarget);
    send(true);
    attempt.current ??= newKey(); // the same request twice is one run
    try {
      const { job_id: jobId } = await post(ADMIN + "calibrate_sh/start", body(exam, values), { "Idempotency-Key": attempt.current });
      attempt.current = null;
      started(jobId);
    } catch (error) {
      if (error instanceof Refused && error.status < 500) attempt.current = null; // an answer, not a doubt
      refuse({ [NAMES.has(error.field) ? error.field : "other"]: error.message });
    }
    send(false);
    return undefined;
  };
  const all = { ...refused, ...found };
  const field = spec => html`
    <${Field} key=${spec.name} spec=${spec} value=${shown(spec, values)} problem=${all[spec.name]}
      disabled=${spec.only && !spec.only(values)} placeholder=${spec.name === "seed" ? "drawn at random" : undefined}
      change=${value => change(spec.name, value)} />`;
  return html`
    <form class="card form" noValidate onSubmit=${submit} aria-label="Start a calibration">
      <${ExamField} exam=${exam} />
      <div class="pair">${FIRST.map(field)}</div>
      ${(values.method ?? "damped") === "damped" && html`
        <p class="note"><span>This is v7's method. For a live test, Sympson–Hetter holds the caps in fewer iterations. <button type="button" class="quiet inline" onClick=${() => change("method", RECOMMENDED)}>Use Sympson–Hetter</button></span></p>`}
      <${Advanced} field=${field} values=${values} broken=${all} />
      <div class="submit">
        <${Room} result=${room} />
        ${all.other && html`<p class="note bad" role="alert">${all.other}</p>`}
        <${StartButton} wrong=${Object.keys(found).length} sending=${sending} busy=${busy} />
      </div>
    </form>`;
}

function StartButton({ wrong, sending, busy }) {
  if (!session.get().admin)
    return html`<button type="submit" disabled aria-describedby="start-why">Start calibration</button>
      <p class="help" id="start-why">Starting needs the role admin; you are signed in with read access.</p>`;
  return html`<button type="submit" aria-disabled=${wrong > 0} aria-busy=${sending} disabled=${sending || wrong > 0}>
    ${sending ? "Starting …" : wrong ? (wrong === 1 ? "One value needs attention" : wrong + " values need attention") : busy ? "Queue another run" : "Start calibration"}</button>`;
}

function ExamField({ exam }) {
  const exams = useExams().data?.exams ?? [{ exam_code: exam }];
  return html`
    <div class="field"><label for="field-exam_code">Exam</label>
      <select id="field-exam_code" name="exam_code" value=${exam} onChange=${event => examCode.choose(event.target.value)} aria-describedby="field-exam-help">
        ${exams.map(each => html`<option key=${each.exam_code} value=${each.exam_code}>${each.exam_code}</option>`)}
      </select>
      <p class="help" id="field-exam-help">${exams.find(each => each.exam_code === exam)?.items ?? "–"} published items are calibrated together.</p>
    </div>`;
}

function Advanced({ field, values, broken }) {
  const touched = GROUPS.flatMap(([, specs]) => specs).filter(spec => values[spec.name] !== undefined).length;
  const inside = GROUPS.some(([, specs]) => specs.some(spec => broken[spec.name]));
  return html`
    <details open=${inside || undefined}>
      <summary>Advanced <span>${touched ? `· ${touched} changed` : "· method, bounds, population"}</span></summary>
      ${GROUPS.map(([title, specs]) => html`<fieldset key=${title}><legend>${title}</legend><div class="pair">${specs.map(field)}</div></fieldset>`)}
    </details>`;
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");

function focusFirst(form) {
  form.querySelector("[aria-invalid]")?.focus();
}
