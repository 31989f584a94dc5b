// What stands around every view: brand, exam, navigation, connection, who is here.
import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";
import { link } from "./api.js";
import { examCode, useExams } from "./exams.js";
import { session, signOut } from "./session.js";
import { Icon, Mark } from "./ui/icons.js";
import { Empty, Failure, Skeleton } from "./ui/states.js";
import { ThemeButton } from "./ui/theme.js";
import { Toasts } from "./ui/toast.js";

const NAMES = [["calibrate", "Calibrate"], ["exposure", "Exposure"], ["items", "Items"], ["runs", "Runs"], ["drift", "Drift"]];
const STATES = { up: "Connected", lost: "Connection lost", starting: "Server is not ready" };

export function Shell({ at, view: View }) {
  const exams = useExams();
  const main = useRef();
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current.focus({ preventScroll: true });
    first.current = false;
    scrollTo(0, 0);
  }, [at.view, at.parts.join("/")]);
  const known = exams.data?.exams;
  const exam = known?.find(each => each.exam_code === examCode.get()) ?? known?.[0];
  return html`
    <a class="skip" href="#main" onClick=${event => { event.preventDefault(); main.current.focus(); }}>Skip to content</a>
    <div class="shell">
      <header class="rail">
        <div class="brand"><${Mark} /><span>Exposure</span></div>
        <${ExamPicker} exams=${known} exam=${exam} />
        <${Navigation} view=${at.view} />
        <${Foot} />
      </header>
      <main id="main" ref=${main} tabindex="-1">
        <${Connection} />
        ${exam
          ? html`<${View} key=${exam.exam_code} exam=${exam} parts=${at.parts} />`
          : known
            ? html`<${Empty} title="No exam yet" text="Items appear here as soon as the question bank publishes some." />`
            : exams.error
              ? html`<${Failure} error=${exams.error} retry=${exams.reload} />`
              : html`<${Skeleton} />`}
      </main>
    </div>
    <${Toasts} />`;
}

function ExamPicker({ exams, exam }) {
  return html`
    <label class="exam"><span>Exam</span>
      <select value=${exam?.exam_code ?? ""} disabled=${!exams?.length} onChange=${event => examCode.choose(event.target.value)}>
        ${exams?.length ? exams.map(each => html`<option key=${each.exam_code} value=${each.exam_code}>${each.exam_code}</option>`)
          : html`<option value="">–</option>`}
      </select>
    </label>`;
}

function Navigation({ view }) {
  return html`
    <nav class="views" aria-label="Views">
      ${NAMES.map(([name, title]) => html`
        <a key=${name} href=${"#/" + name} aria-current=${name === view ? "page" : undefined}><${Icon} name=${name} /><span>${title}</span></a>`)}
    </nav>`;
}

function Foot() {
  const who = session.get();
  const state = link.use();
  return html`
    <div class="foot">
      <p class="link ${state}" role="status"><i aria-hidden="true"></i><span>${STATES[state]}</span></p>
      <div class="who"><span class="name">${who.subject}</span><span class="role">${who.admin ? "admin" : "read only"}</span></div>
      <div class="tools">
        <${ThemeButton} />
        <button type="button" class="quiet icon" title="Sign out" aria-label="Sign out" onClick=${() => signOut()}><${Icon} name="leave" /></button>
      </div>
    </div>`;
}

function Connection() {
  const state = link.use();
  if (state === "up") return null;
  return html`
    <p class="banner" role="alert"><${Icon} name="plug" />
      ${state === "lost"
        ? "The command API does not answer. What you see is the last that was known; trying again every second."
        : "The command API is not ready: it has just started and reads its topics, or cannot reach the brokers. Trying again every second."}
    </p>`;
}
