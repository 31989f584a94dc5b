// A run that has ended: verdict first, then why, then the detail.
import { html } from "../html.js";
import { count, elapsed, fixed, itemKey, itemName, signed, time } from "../format.js";
import { Icon } from "../ui/icons.js";
import { ByAbility, Convergence, Profile } from "./charts.js";
import { RunActions } from "./actions.js";
import { Parameters } from "./parameters.js";

const VERDICTS = {
  converged: ["good", "check", "Converged", "These k hold every cap on fresh draws."],
  not_converged: ["bad", "warn", "Not converged", "These k do not hold the caps."],
  inconclusive: ["warn", "warn", "Inconclusive", "Whether these k hold the caps is not known."],
  infeasible: ["bad", "warn", "Infeasible", "No k can hold these caps."],
};
const STATES = {
  done: ["good", "check", "Done", "The run ended without a report."],
  empty: ["warn", "warn", "Nothing to calibrate", "The exam had no published items."],
  failed: ["bad", "warn", "Failed", "The run did not end as it should. No k was changed."],
  cancelled: ["warn", "close", "Cancelled", "The run was stopped before its end. No k was changed."],
};

export function Result({ run }) {
  const report = run.report;
  const [kind, icon, word, meaning] = VERDICTS[report?.verdict] ?? STATES[run.state];
  const seen = report?.verification;
  const strata = seen?.strata ?? report?.exact?.strata;
  return html`
    <div class="stack" data-state=${run.state}>
      <section class="verdict ${kind}" aria-label="Verdict">
        <h2><${Icon} name=${icon} />${word}</h2>
        <p>${meaning} ${run.reason ?? ""} ${run.updated != null && written(run)}</p>
        ${report?.advice?.length > 0 && html`<ul>${report.advice.map(sentence => html`<li key=${sentence}>${sentence}</li>`)}</ul>`}
      </section>
      <${RunActions} run=${run} />
      ${seen && html`<${Figures} seen=${seen} tau=${run.parameters?.tau} />`}
      <div class="charts">
        ${report?.profile && html`<div class="card"><${Profile} profile=${report.profile} /></div>`}
        ${strata?.length > 0 && html`<div class="card"><${ByAbility} strata=${strata} cap=${oneCap(run)} /></div>`}
        ${run.history?.length > 0 && html`<div class="card"><${Convergence} history=${run.history} /></div>`}
        ${seen?.topics?.length > 0 && html`<${Topics} topics=${seen.topics} />`}
      </div>
      ${report?.worst?.length > 0 && html`<${Worst} items=${report.worst} />`}
      <${Parameters} run=${run} />
    </div>`;
}

function written(run) {
  const verb = run.parameters?.dry_run ? "would have been written (dry run)" : "were written";
  return html`<strong>${count(run.updated)} k ${verb}</strong> in ${elapsed(run.started_at, run.finished_at)}, ${time(run.finished_at)} UTC.`;
}

// A line for the cap means something only where all items share one.
const oneCap = run => (run.parameters?.topic_tau || run.parameters?.topic_weights || run.report?.profile?.relative ? null : run.parameters?.tau);

function Figures({ seen, tau }) {
  return html`
    <dl class="tiles" aria-label="Key figures">
      <div><dt>highest rate</dt><dd>${fixed(seen.max_rate)} ${tau && html`<small>τ ${tau}</small>`}</dd></div>
      <div><dt>items over cap</dt><dd class=${seen.over_cap_items ? "bad" : "good"}>${count(seen.over_cap_items)}</dd></div>
      <div><dt>test overlap</dt><dd>${fixed(seen.overlap)}</dd></div>
      <div><dt>never used</dt><dd>${count(seen.unused)}</dd></div>
      <div><dt>held at k = 1</dt><dd>${count(seen.at_one)}</dd></div>
      ${seen.rmse != null && html`<div><dt>RMSE of ability</dt><dd>${fixed(seen.rmse)}</dd></div>`}
      ${seen.forced > 0 && html`<div><dt>forced</dt><dd class="warn">${count(seen.forced)}</dd></div>`}
      ${seen.locked > 0 && html`<div><dt>locked</dt><dd>${count(seen.locked)}</dd></div>`}
      <div><dt>fresh candidates</dt><dd>${count(seen.n)}</dd></div>
    </dl>`;
}

function Worst({ items }) {
  return html`
    <section class="card"><header><h3>Worst items</h3><p>by rate against cap</p></header>
      <div class="scroll" tabindex="0" role="region" aria-label="Worst items"><table class="plain">
        <thead><tr><th scope="col">Item</th><th scope="col" class="minor">Topic</th><th scope="col" class="number minor">Cap</th><th scope="col" class="number">Before</th><th scope="col" class="number">Rate</th><th scope="col" class="number">Over cap</th><th scope="col" class="number">k</th></tr></thead>
        <tbody>${items.slice(0, 10).map(item => html`
          <tr key=${itemKey(item)}><th scope="row"><a href=${"#/items/" + itemKey(item)}>${itemName(item)}</a></th><td class="minor">${item.topic_id ?? "–"}</td><td class="number minor muted">${fixed(item.cap)}</td><td class="number muted">${fixed(item.before)}</td><td class="number">${fixed(item.rate)}</td>
            <td class="number ${item.over ? "over" : ""}">${signed(item.rate - item.cap)}</td><td class="number">${fixed(item.k)}</td></tr>`)}
        </tbody></table></div>
    </section>`;
}

function Topics({ topics }) {
  return html`
    <section class="card"><header><h3>Topics</h3><p>on fresh draws</p></header>
      <div class="scroll" tabindex="0" role="region" aria-label="Topics"><table class="plain">
        <thead><tr><th scope="col">Topic</th><th scope="col" class="number">Items</th><th scope="col" class="number">Mean rate</th><th scope="col" class="number">Highest</th><th scope="col" class="number">Cap</th></tr></thead>
        <tbody>${topics.slice(0, 30).map(row => html`
          <tr key=${row.topic_id}><th scope="row">${row.topic_id ?? "none"}</th><td class="number">${count(row.items)}</td><td class="number">${fixed(row.mean_rate)}</td>
            <td class="number">${fixed(row.max_rate)}</td><td class="number muted">${fixed(row.cap)}</td></tr>`)}
        </tbody></table></div>
    </section>`;
}
