// A view that has nothing to show says why, and what would change that.
import { html } from "../html.js";
import { link, Unreachable } from "../api.js";
import { Icon } from "./icons.js";

export const Empty = ({ title, text, icon = "search", children }) => html`
  <div class="state"><span class="disc"><${Icon} name=${icon} /></span><h2>${title}</h2><p>${text}</p>${children}</div>`;

export const Skeleton = ({ rows = 5 }) => html`
  <div class="skeleton" role="status" aria-label="Loading">${Array.from({ length: rows }, (_, i) => html`<i key=${i} />`)}</div>`;

export function Failure({ error, retry }) {
  if (error instanceof Unreachable || link.get() !== "up")
    return html`<${Empty} icon="plug" title="Not connected" text="This loads by itself as soon as the command API answers." />`;
  return html`
    <${Empty} icon="warn" title=${error.title ?? "That did not work"} text=${error.message}>
      ${retry && html`<button type="button" class="secondary" onClick=${retry}>Try again</button>`}
    </${Empty}>`;
}

/** What was loaded, or why it is not there yet. */
export function Loaded({ from, children, rows }) {
  if (from.data !== undefined) return children(from.data);
  if (from.error) return html`<${Failure} error=${from.error} retry=${from.reload} />`;
  return html`<${Skeleton} rows=${rows} />`;
}
