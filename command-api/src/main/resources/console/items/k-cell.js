// k in its cell: click or Enter to edit, Enter to keep, Escape to leave.
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { fixed, itemName } from "../format.js";
import { session } from "../session.js";

/** What is wrong with a k as typed; null if nothing. */
export function wrongK(text) {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && value >= 0 && value <= 1 ? null : "k must be a number in [0, 1]";
}

export function KCell({ item, saving, save }) {
  const [typed, type] = useState(null);
  const input = useRef();
  const button = useRef();
  const editing = typed !== null;
  useEffect(() => { if (editing) input.current.select(); }, [editing]);
  if (!session.get().admin) return fixed(item.sh_p, 4);
  if (saving) return html`<span class="k muted" role="status">saving …</span>`;
  const leave = () => { type(null); requestAnimationFrame(() => button.current?.focus()); };
  const keep = () => {
    if (wrongK(typed)) return;
    const value = Number(typed.trim().replace(",", "."));
    leave();
    if (value !== item.sh_p) save(value);
  };
  if (!editing)
    return html`<span class="k"><button type="button" class="value" ref=${button} onClick=${() => type(String(Number(item.sh_p.toFixed(6))))}
      aria-label=${"k of " + itemName(item) + " is " + fixed(item.sh_p, 4) + "; edit"}>${fixed(item.sh_p, 4)}</button></span>`;
  const problem = wrongK(typed);
  return html`
    <span class="k">
      <input ref=${input} type="text" inputmode="decimal" value=${typed} aria-label=${"k of " + itemName(item)} aria-invalid=${problem ? "true" : undefined}
        onInput=${event => type(event.target.value)} onBlur=${() => type(null)}
        onKeyDown=${event => { if (event.key === "Enter") { event.preventDefault(); keep(); } if (event.key === "Escape") leave(); }} />
      ${problem && html`<span class="tip" role="alert">${problem}</span>`}
    </span>`;
}
