// Has exposure left its caps? Alerts, the evidence behind them, and what happens then.
import { html } from "../html.js";
import { ADMIN, get } from "../api.js";
import { day as named, fixed, itemKey, itemName, superscript, time } from "../format.js";
import { useLoad } from "../load.js";
import { Empty, Loaded } from "../ui/states.js";
import { Evidence } from "./evidence.js";
import { PolicyEditor } from "./policy.js";

export function Drift({ exam }) {
  const code = encodeURIComponent(exam.exam_code);
  const alerts = useLoad(signal => get(ADMIN + "drift?exam_code=" + code, signal), [code], 5000);
  const policy = useLoad(signal => get(ADMIN + "policies/" + code, signal), [code]);
  return html`
    <div class="head"><div><h1>Drift</h1><p>A sequential test looks at every closed day: under the caps, a false alarm stays as rare as you ask, however long it looks.</p></div></div>
    <div class="two">
      <div class="stack">
        <${Evidence} exam=${exam.exam_code} alpha=${policy.data?.drift_alpha} />
        <section class="stack" aria-label="Alerts">
          <h2>Alerts</h2>
          <${Loaded} from=${alerts} rows=${3}>${({ events }) => events.length
            ? html`<div class="cards">${events.map(event => html`<${Alert} key=${event.at + event.alert} event=${event} />`)}</div>`
            : html`<div class="card"><${Empty} icon="check" title="No alert" text="No item's observed exposure has left its cap beyond what chance explains." /></div>`}
          </${Loaded}>
        </section>
      </div>
      <${Loaded} from=${policy} rows=${6}>${known => html`<${PolicyEditor} key=${known.updated_at} policy=${known} saved=${policy.reload} />`}</${Loaded}>
    </div>`;
}

function Alert({ event }) {
  const worst = event.items.slice().sort((a, b) => b.ln_e - a.ln_e);
  return html`
    <article class="card alert-card">
      <div class="line"><span class="chip bad">alert ${event.alert}</span><strong>${named(event.day)}</strong>
        <span class="muted">${worst.length === 1 ? "one item" : worst.length + " items"} · told ${time(event.at)} UTC</span></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Items that drifted"><table class="plain">
        <thead><tr><th scope="col">Item</th><th scope="col" class="number">Observed</th><th scope="col" class="number">Cap</th><th scope="col" class="number">Evidence E</th></tr></thead>
        <tbody>${worst.slice(0, 6).map(item => html`
          <tr key=${itemKey(item)}><th scope="row"><a href=${"#/items/" + itemKey(item)}>${itemName(item)}</a></th><td class="number over">${fixed(item.observed)}</td>
            <td class="number">${fixed(item.cap)}</td><td class="number">${e(item.ln_e)}</td></tr>`)}</tbody>
      </table></div>
      ${worst.length > 6 && html`<p class="help">and ${worst.length - 6} more</p>`}
      ${event.job_id
        ? html`<p class="note good"><span>It started <a href=${"#/runs/" + encodeURIComponent(event.job_id)}>a calibration</a>.</span></p>`
        : html`<p class="note"><span>No run was started: ${event.why_no_run}</span></p>`}
    </article>`;
}

/** An e-value from its logarithm, readable at any size. */
export function e(lnE) {
  const value = Math.exp(lnE);
  if (value < 1000) return value.toPrecision(3);
  const power = Math.floor(lnE / Math.LN10);
  return Math.exp(lnE - power * Math.LN10).toFixed(1) + " × 10" + superscript(power);
}
