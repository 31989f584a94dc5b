// The browser's own dialog: keeps the focus, closes with Escape.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "./icons.js";

/** @param side shows it as a panel at the edge instead of in the middle */
export function Dialog({ title, close, side, children }) {
  const dialog = useRef();
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown.showModal();
    return () => {
      shown.close();
      before?.focus?.();
    };
  }, []);
  return html`
    <dialog ref=${dialog} class=${side ? "side" : "middle"} aria-label=${title}
        onCancel=${event => { event.preventDefault(); close(); }}
        onClick=${event => event.target === dialog.current && close()}>
      <div class="sheet">
        <header><h2>${title}</h2><button type="button" class="quiet icon" aria-label="Close" onClick=${close}><${Icon} name="close" /></button></header>
        ${children}
      </div>
    </dialog>`;
}
