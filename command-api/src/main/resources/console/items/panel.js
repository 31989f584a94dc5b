// One item: what it is, how often it was seen, who changed it.
import { useMemo } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, get } from "../api.js";
import { count, day as named, fixed, itemName, short, time } from "../format.js";
import { useLoad } from "../load.js";
import { session } from "../session.js";
import { Chart } from "../ui/chart.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icons.js";
import { Loaded } from "../ui/states.js";

export function ItemPanel({ item, exam, saving, change, close }) {
  const pulled = item.locked && item.sh_p === 0;
  return html`
    <${Dialog} title=${itemName(item)} close=${close} side>
      <dl class="facts">
        <div><dt>k</dt><dd>${fixed(item.sh_p, 4)}</dd></div><div><dt>cap</dt><dd>${short(item.cap)}</dd></div>
        <div><dt>topic</dt><dd>${item.topic_id ?? "–"}</dd></div><div><dt>seven days</dt><dd>${count(item.recent_attempts)}</dd></div>
        <div><dt>a</dt><dd>${fixed(item.a, 3)}</dd></div><div><dt>b</dt><dd>${fixed(item.b, 3)}</dd></div><div><dt>c</dt><dd>${fixed(item.c, 3)}</dd></div>
        <div><dt>rejected</dt><dd>${item.rejection === "block" ? "out for the test" : "may be drawn again"}</dd></div>
      </dl>
      ${pulled && html`<p class="note bad">Pulled: it is never administered, not even when a test runs out of items.</p>`}
      ${session.get().admin && html`
        <div class="actions">
          ${item.locked
            ? html`<button type="button" class="secondary" disabled=${saving} onClick=${() => change(item, { locked: false }, itemName(item) + " is unlocked: the next run sets its k.")}><${Icon} name="unlock" />Unlock</button>`
            : html`<button type="button" class="secondary" disabled=${saving} onClick=${() => change(item, { locked: true }, itemName(item) + " is locked: runs leave it alone.")}><${Icon} name="lock" />Lock at this k</button>`}
          ${!pulled && html`<button type="button" class="danger" disabled=${saving} onClick=${() => change(item, { sh_p: 0, locked: true }, itemName(item) + " is pulled from delivery.")}>Pull from delivery</button>`}
        </div>`}
      <${Seen} item=${item} exam=${exam} />
      <section><h3>Control</h3><${History} item=${item} /></section>
    </${Dialog}>`;
}

function Seen({ item, exam }) {
  const days = useLoad(signal => get(`${ADMIN}daily?exam_code=${encodeURIComponent(exam)}&question_id=${item.question_id}`, signal), [exam, item.question_id, item.version]);
  return html`<${Loaded} from=${days} rows=${3}>${({ days: all }) => html`<${SeenChart} item=${item} days=${all} />`}</${Loaded}>`;
}

function SeenChart({ item, days }) {
  const rows = days.map(day => ({ day: day.day, row: day.items.find(each => each.version === item.version) }));
  const columns = useMemo(() => [rows.map((_, i) => i), rows.map(({ row }) => row?.rate ?? 0), rows.map(({ row }) => row?.cap ?? item.cap)], [days]);
  if (!rows.length) return html`<p class="note">Nobody has seen this exam in the last seven days.</p>`;
  return html`
    <${Chart} title="Observed rate" columns=${columns} height=${170} caption="The last seven UTC days of this exam."
      x=${{ format: i => (rows[i] ? named(rows[i].day).replace(/^\w+ /, "") : ""), range: () => [-0.6, Math.max(rows.length, 2) - 0.4] }}
      series=${[{ label: "rate", color: "accent", bars: true }, { label: "cap", color: "cap", dash: [6, 4], width: 1.5 }]} />`;
}

function History({ item }) {
  const path = `${ADMIN}items/${item.question_id}/${item.version}/history`;
  const history = useLoad(signal => get(path, signal), [path, item.effective_from]);
  const now = html`
    <li><strong>k = ${short(item.sh_p)}</strong>, cap ${short(item.cap)}
      <p>${item.effective_from ? "since " + time(item.effective_from) + " UTC, " : ""}${item.job_id
        ? html`set by run <a href=${"#/runs/" + encodeURIComponent(item.job_id)}>${item.job_id.slice(0, 13)}…</a>`
        : item.effective_from ? "set by hand" : "never set"}</p></li>`;
  if (history.error?.status === 404)
    return html`<ol class="timeline">${now}</ol>
      <p class="help">Earlier changes are kept in the question bank, in item_exposure_history; this server does not list them.</p>`;
  return html`<${Loaded} from=${history} rows=${2}>${({ changes }) => html`
    <ol class="timeline">${changes?.length ? changes.map(each => html`<${Change} key=${each.at} change=${each} />`) : now}</ol>`}</${Loaded}>`;
}

/** What changed, in words. */
function told(change) {
  const parts = [];
  if (change.old_k == null) return `k ${short(change.new_k)}, first seen`;
  if (change.old_k !== change.new_k) parts.push(`k ${short(change.old_k)} → ${short(change.new_k)}`);
  if (change.old_cap !== change.new_cap) parts.push(`cap ${short(change.old_cap)} → ${short(change.new_cap)}`);
  if (change.old_locked !== change.new_locked) parts.push(change.new_locked ? "locked" : "unlocked");
  if (change.old_rejection !== change.new_rejection && change.new_rejection) parts.push("rejection: " + change.new_rejection);
  return parts.join(", ") || "written again, unchanged";
}

const Change = ({ change }) => html`
  <li><strong>${told(change)}</strong>
    <p>${time(change.at)} UTC, ${change.by}${change.job_id && html`, run <a href=${"#/runs/" + encodeURIComponent(change.job_id)}>${change.job_id.slice(0, 13)}…</a>`}</p></li>`;
