// Every item of the exam: its control, where that comes from, and changing it by hand.
import { useMemo, useState } from "preact/hooks";
import { html } from "../html.js";
import { itemsOf } from "../exams.js";
import { count, fixed, itemKey, itemName, short, time } from "../format.js";
import { useLoad } from "../load.js";
import { downloadK } from "../run/actions.js";
import { session } from "../session.js";
import { Icon } from "../ui/icons.js";
import { Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { toast } from "../ui/toast.js";
import { KCell } from "./k-cell.js";
import { ItemPanel } from "./panel.js";
import { setWithUndo } from "./set.js";

const FILTERS = {
  all: ["All items", () => true],
  controlled: ["k below 1", item => item.sh_p < 1],
  locked: ["Locked", item => item.locked],
  hand: ["Set by hand", item => item.job_id == null && item.effective_from != null],
};

export function Items({ exam, parts }) {
  const code = exam.exam_code;
  const items = useLoad(signal => itemsOf(code, signal), [code], exam.items > 2500 ? 30_000 : 6000);
  const open = parts.length === 2 && items.data?.items.find(item => itemKey(item) === parts.join("/"));
  return html`
    <div class="head">
      <div><h1>Items</h1><p>k is the probability that an item is shown when the test selects it. ${session.get().admin ? "Click a value to change it." : ""}</p></div>
      <button type="button" class="secondary" onClick=${() => downloadK(code).catch(error => toast(error.message, "bad"))}><${Icon} name="download" />CSV</button>
    </div>
    <${Loaded} from=${items} rows=${10}>${({ items: all }) => html`<${Rows} all=${all} reload=${items.reload} open=${open} exam=${code} />`}</${Loaded}>`;
}

function Rows({ all, reload, open, exam }) {
  const [words, search] = useState("");
  const [filter, choose] = useState("all");
  const [saving, save] = useState({});
  const [changed, note] = useState({});
  const known = useMemo(() => all.map(item => (changed[itemKey(item)] ? { ...item, ...changed[itemKey(item)] } : item)), [all, changed]);
  const rows = useMemo(() => known.filter(item => matches(item, words.trim()) && FILTERS[filter][1](item)), [known, words, filter]);
  const change = async (item, values, told) => {
    const key = itemKey(item);
    save(old => ({ ...old, [key]: true }));
    await setWithUndo(item, values, told, applied => {
      note(old => ({ ...old, [key]: applied ?? undefined }));
      setTimeout(() => note(old => ({ ...old, [key]: undefined })), 4000); // by then the list has it
      reload();
    });
    save(old => ({ ...old, [key]: undefined }));
  };
  return html`
    <div class="toolbar">
      <input type="search" placeholder="Question or topic" aria-label="Question or topic" value=${words} onInput=${event => search(event.target.value)} />
      <select aria-label="Which items" value=${filter} onChange=${event => choose(event.target.value)}>
        ${Object.entries(FILTERS).map(([name, [title]]) => html`<option key=${name} value=${name}>${title}</option>`)}
      </select>
      <span class="grow"></span><span class="muted">${count(rows.length)} of ${count(all.length)}</span>
    </div>
    <${Table} label="Items" columns=${columns(saving, change)} rows=${rows} keyOf=${itemKey} empty="No item matches." height=${640}
      rowClass=${item => (changed[itemKey(item)] ? "changed" : item.locked && item.sh_p === 0 ? "pulled" : undefined)} />
    ${open && html`<${ItemPanel} item=${known.find(item => itemKey(item) === itemKey(open))} exam=${exam} saving=${saving[itemKey(open)]} change=${change} close=${() => { location.hash = "#/items"; }} />`}`;
}

const matches = (item, words) => !words || itemName(item).startsWith(words) || String(item.topic_id) === words;

const columns = (saving, change) => [
  { key: "item", title: "Item", value: item => item.question_id, cell: item => html`<a href=${"#/items/" + itemKey(item)}>${itemName(item)}</a>` },
  { key: "topic", title: "Topic", value: item => item.topic_id, cell: item => item.topic_id ?? "–", minor: true },
  { key: "k", title: "k", value: item => item.sh_p, number: true,
    cell: item => html`<${KCell} item=${item} saving=${saving[itemKey(item)]}
      save=${k => change(item, { sh_p: k }, `k of ${itemName(item)} is ${short(k)}, was ${short(item.sh_p)}.`)} />` },
  { key: "cap", title: "Cap", value: item => item.cap, cell: item => short(item.cap), number: true },
  { key: "locked", title: "Lock", value: item => item.locked, cell: item => html`<${Lock} item=${item} change=${change} />` },
  { key: "recent", title: "Seven days", value: item => item.recent_attempts, cell: item => count(item.recent_attempts), number: true, hint: "Exposures of the last seven UTC days, over all exams" },
  { key: "a", title: "a", value: item => item.a, cell: item => fixed(item.a, 2), number: true, minor: true, hint: "Discrimination" },
  { key: "b", title: "b", value: item => item.b, cell: item => fixed(item.b, 2), number: true, minor: true, hint: "Difficulty" },
  { key: "c", title: "c", value: item => item.c, cell: item => fixed(item.c, 2), number: true, minor: true, hint: "Pseudo-guessing" },
  { key: "by", title: "Set by", value: item => item.job_id, minor: true,
    cell: item => (item.job_id ? html`<a href=${"#/runs/" + encodeURIComponent(item.job_id)}>a run</a>` : item.effective_from ? "hand" : html`<span class="muted">nobody</span>`) },
  { key: "since", title: "Since", value: item => item.effective_from, cell: item => time(item.effective_from), minor: true, hint: "UTC" },
];

function Lock({ item, change }) {
  const title = item.locked ? "Unlock" : "Lock";
  if (!session.get().admin) return item.locked ? html`<span class="chip warn"><${Icon} name="lock" />locked</span>` : "";
  return html`<button type="button" class="quiet icon" aria-pressed=${item.locked} title=${title} aria-label=${title + " " + itemName(item)}
    onClick=${() => change(item, { locked: !item.locked }, itemName(item) + (item.locked ? " is unlocked: the next run sets its k." : " is locked: runs leave it alone."))}>
    <${Icon} name=${item.locked ? "lock" : "unlock"} /></button>`;
}
