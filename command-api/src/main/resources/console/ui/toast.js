// Short messages at the edge, read out, with a way back where there is one. They stay for as long as somebody points at one.
import { html } from "../html.js";
import { store } from "../store.js";
import { Icon } from "./icons.js";

const STAYS = 8000;
const shown = store([]);
const leaving = new Map();
let last = 0;

/** @param action {title, run}: a way back; left out: none */
export function toast(text, kind = "good", action) {
  const id = ++last;
  shown.set([...shown.get().slice(-3), { id, text, kind, action }]);
  leave(id);
}

const leave = id => { hold(id); leaving.set(id, setTimeout(() => dismiss(id), STAYS)); };
const hold = id => clearTimeout(leaving.get(id));

function dismiss(id) {
  hold(id);
  leaving.delete(id);
  shown.set(shown.get().filter(each => each.id !== id));
}

export function Toasts() {
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${shown.use().map(({ id, text, kind, action }) => html`
        <div key=${id} class="toast ${kind}" onMouseEnter=${() => hold(id)} onMouseLeave=${() => leave(id)} onFocusIn=${() => hold(id)} onFocusOut=${() => leave(id)}>
          <${Icon} name=${kind === "good" ? "check" : "warn"} /><span>${text}</span>
          ${action && html`<button type="button" class="quiet" onClick=${() => { dismiss(id); action.run(); }}>${action.title}</button>`}
          <button type="button" class="quiet icon" aria-label="Dismiss" onClick=${() => dismiss(id)}><${Icon} name="close" /></button>
        </div>`)}
    </div>`;
}
