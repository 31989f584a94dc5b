// Whether the caps leave room for a test: they must add up to its length, and a fifth more to be comfortable.
import { html } from "../html.js";
import { ALL, shown } from "./parameters.js";
import { topics } from "./validate.js";

const COMFORTABLE = 1.2;
const HAIR = 1 - 1e-9;

/** {room, length, verdict: good | warn | bad, smallest: least tau that would do, or null}; null while a value is wrong. */
export function feasibility(items, values, problems) {
  if (!items || ["tau", "test_len", "topic_tau", "topic_weights"].some(name => problems[name])) return null;
  const value = name => shown(ALL.find(spec => spec.name === name), values);
  const length = Number(value("test_len"));
  const byTopic = topics(value("topic_tau"));
  const weights = byTopic ? null : topics(value("topic_weights"));
  const room = tau => items.reduce((sum, item) => sum + share(item, tau, byTopic, weights), 0);
  const now = room(Number(value("tau")));
  const verdict = now < length * HAIR ? "bad" : now < COMFORTABLE * length * HAIR ? "warn" : "good";
  return { room: now, length, verdict, smallest: verdict === "bad" ? smallest(room, length) : null };
}

function share(item, tau, byTopic, weights) {
  const topic = String(item.topic_id);
  const sum = weights ? Object.values(weights).reduce((a, b) => a + b, 0) : 1;
  const cap = item.own_cap ?? byTopic?.[topic] ?? (weights?.[topic] ? (tau * weights[topic]) / sum : tau);
  return Math.min(1, cap, item.locked ? item.sh_p : 1);
}

function smallest(room, length) {
  if (room(1) < length * HAIR) return null;
  let low = 0;
  let high = 10_000;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (room(middle / 1e4) >= length * HAIR) high = middle;
    else low = middle;
  }
  return high / 1e4;
}

const WORDS = {
  good: "Feasible, with room to spare.",
  warn: "Feasible but tight: below 1.2 times the length, expect slow convergence.",
  bad: "Infeasible: no k can hold these caps.",
};

export function Room({ result }) {
  if (!result) return null;
  const { room, length, verdict, smallest: least } = result;
  const full = Math.max(room, length) * 1.05;
  return html`
    <div class="room ${verdict}" role="status" data-verdict=${verdict}>
      <div class="scale" aria-hidden="true"><i style=${{ width: (100 * room) / full + "%" }} /><b style=${{ left: (100 * length) / full + "%" }} /></div>
      <p><strong>${WORDS[verdict]}</strong> The caps add up to ${room.toFixed(1)} items a test, the test has ${length}.${
        verdict === "bad" ? (least ? ` A cap of ${least} or more would do.` : " No cap would do: the pool is too small.") : ""}</p>
    </div>`;
}
