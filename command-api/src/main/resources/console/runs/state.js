// How a run stands, in a word.
import { html } from "../html.js";

const CHIPS = {
  converged: ["good", "converged"],
  not_converged: ["bad", "not converged"],
  inconclusive: ["warn", "inconclusive"],
  infeasible: ["bad", "infeasible"],
  queued: ["accent", "queued"],
  running: ["accent live", "running"],
  done: ["good", "done"],
  empty: ["warn", "empty"],
  failed: ["bad", "failed"],
  cancelled: ["", "cancelled"],
};

export function StateChip({ run }) {
  const [kind, word] = CHIPS[run.verdict ?? run.state] ?? ["", run.state];
  return html`<span class="chip ${kind}" title=${run.reason ?? undefined}>${word}</span>`;
}
