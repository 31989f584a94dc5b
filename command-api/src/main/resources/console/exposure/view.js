// Who saw what: today as it happens, and any day before.
import { useMemo, useState } from "preact/hooks";
import { html } from "../html.js";
import { count, day as named, fixed, itemKey, itemName, short } from "../format.js";
import { Icon } from "../ui/icons.js";
import { Empty, Loaded } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { MostExposed, Trend } from "./charts.js";
import { beyondChance, useDays, useTopics } from "./days.js";

export function Exposure({ exam }) {
  const days = useDays(exam);
  const [chosen, choose] = useState(null);
  const known = days.data ?? [];
  const day = known.find(each => each.day === chosen) ?? known.at(-1);
  return html`
    <div class="head">
      <div><h1>Exposure</h1><p>Share of tests that contained each item, counted once a session.</p></div>
      ${day && html`<${DayPicker} days=${known} day=${day} choose=${choose} />`}
    </div>
    <${Loaded} from=${days} rows=${8}>${all => all.length
      ? html`<${Day} day=${day} days=${all} exam=${exam} />`
      : html`<div class="card"><${Empty} icon="exposure" title="No exposures yet" text="They appear here within seconds of the first item.presented or response.recorded of this exam." /></div>`}
    </${Loaded}>`;
}

function DayPicker({ days, day, choose }) {
  const at = days.indexOf(day);
  const last = at === days.length - 1;
  const go = to => choose(to === days.length - 1 ? null : days[to].day);
  return html`
    <div class="days">
      ${last && html`<span class="chip accent live">live</span>`}
      <button type="button" class="secondary icon" aria-label="Day before" disabled=${at === 0} onClick=${() => go(at - 1)}><${Icon} name="left" /></button>
      <select aria-label="Day" value=${day.day} onChange=${event => go(days.findIndex(each => each.day === event.target.value))}>
        ${days.slice().reverse().map(each => html`<option key=${each.day} value=${each.day}>${named(each.day)} (${each.day})</option>`)}
      </select>
      <button type="button" class="secondary icon" aria-label="Day after" disabled=${last} onClick=${() => go(at + 1)}><${Icon} name="right" /></button>
    </div>`;
}

function Day({ day, days, exam }) {
  const over = day.items.filter(item => item.cap != null && item.rate > item.cap);
  const beyond = over.filter(item => beyondChance(item, day.sessions));
  const total = day.items.reduce((sum, item) => sum + item.exposures, 0);
  return html`
    <div class="stack">
      <dl class="tiles" aria-label="The day in figures">
        <div><dt>sessions</dt><dd data-figure="sessions">${count(day.sessions)}</dd></div>
        <div><dt>exposures</dt><dd data-figure="exposures">${count(total)}</dd></div>
        <div><dt>highest rate</dt><dd>${fixed(day.items[0]?.rate)}</dd></div>
        <div><dt>over cap</dt><dd class=${beyond.length ? "bad" : ""}>${count(over.length)} <small>${count(beyond.length)} beyond chance</small></dd></div>
        <div><dt>items shown</dt><dd>${count(day.items.length)} <small>of ${count(exam.items)}</small></dd></div>
      </dl>
      <div class="charts"><div class="card"><${MostExposed} day=${day} /></div><div class="card"><${Trend} days=${days} /></div></div>
      <${Rows} day=${day} />
    </div>`;
}

function Rows({ day }) {
  const [by, group] = useState("items");
  const [words, search] = useState("");
  const [only, filter] = useState("all");
  const rows = useMemo(() => day.items.filter(item => matches(item, words.trim()) && (only === "all" || (item.cap != null && item.rate > item.cap))), [day, words, only]);
  const topics = useTopics(day);
  return html`
    <section aria-label="Observed against cap">
      <div class="toolbar">
        <div class="segments" role="group" aria-label="Rows">
          ${["items", "topics"].map(each => html`<button key=${each} type="button" aria-pressed=${by === each} onClick=${() => group(each)}>${each === "items" ? "By item" : "By topic"}</button>`)}
        </div>
        ${by === "items" && html`
          <input type="search" placeholder="Question or topic" aria-label="Question or topic" value=${words} onInput=${event => search(event.target.value)} />
          <select aria-label="Which items" value=${only} onChange=${event => filter(event.target.value)}><option value="all">All items</option><option value="over">Over their cap</option></select>`}
        <span class="grow"></span><span class="muted">${count(by === "items" ? rows.length : topics.length)} ${by}</span>
      </div>
      ${by === "items"
        ? html`<${Table} key="items" label="Observed exposure by item" columns=${itemColumns(day)} rows=${rows} keyOf=${itemKey} empty="No item matches." />`
        : html`<${Table} key="topics" label="Observed exposure by topic" columns=${TOPIC_COLUMNS} rows=${topics} keyOf=${row => String(row.topic_id)} />`}
    </section>`;
}

const matches = (item, words) => !words || itemName(item).startsWith(words) || String(item.topic_id) === words;

const itemColumns = day => [
  { key: "item", title: "Item", value: item => item.question_id, cell: item => html`<a href=${"#/items/" + itemKey(item)}>${itemName(item)}</a>` },
  { key: "topic", title: "Topic", value: item => item.topic_id, cell: item => item.topic_id ?? "–", minor: true },
  { key: "exposures", title: "Exposures", value: item => item.exposures, cell: item => count(item.exposures), number: true },
  { key: "rate", title: "Rate", value: item => item.rate, cell: item => html`<span class=${beyondChance(item, day.sessions) ? "over" : ""}>${fixed(item.rate)}</span>`, number: true },
  { key: "share", title: "Against cap", value: item => (item.cap ? item.rate / item.cap : null), cell: item => html`<${Against} item=${item} sessions=${day.sessions} />`, hint: "Rate divided by cap" },
  { key: "cap", title: "Cap", value: item => item.cap, cell: item => short(item.cap), number: true, minor: true },
  { key: "k", title: "k", value: item => item.k, cell: item => fixed(item.k), number: true, hint: "When it was counted" },
];

function Against({ item, sessions }) {
  if (!item.cap || item.rate == null) return html`<span class="muted">no cap</span>`;
  const scale = 100 / 1.5; // the mark stands at two thirds
  return html`<span class="bar ${beyondChance(item, sessions) ? "over" : item.rate > item.cap ? "near" : ""}" title=${((100 * item.rate) / item.cap).toFixed(0) + " % of the cap"}>
    <i style=${{ width: Math.min(100, (scale * item.rate) / item.cap) + "%" }} /><b style=${{ left: scale + "%" }} /></span>`;
}

const TOPIC_COLUMNS = [
  { key: "topic", title: "Topic", value: row => row.topic_id, cell: row => row.topic_id ?? "none" },
  { key: "items", title: "Items shown", value: row => row.items, cell: row => count(row.items), number: true },
  { key: "exposures", title: "Exposures", value: row => row.exposures, cell: row => count(row.exposures), number: true },
  { key: "a_test", title: "Items a test", value: row => row.a_test, cell: row => fixed(row.a_test, 2), number: true, minor: true },
  { key: "highest", title: "Highest rate", value: row => row.highest, cell: row => fixed(row.highest), number: true },
  { key: "over", title: "Over cap", value: row => row.over, cell: row => html`<span class=${row.over ? "over" : ""}>${count(row.over)}</span>`, number: true, hint: "Beyond chance" },
];
