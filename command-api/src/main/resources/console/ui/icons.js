// Line icons, 20 by 20, drawn with the text's colour.
import { html } from "../html.js";

const PATHS = {
  calibrate: "M4 6h7M15 6h1M4 10h2M10 10h6M4 14h9M17 14h-1 M11 4v4M6 8v4M13 12v4",
  exposure: "M3 16h14M5 13V9M9 13V5M13 13v-3M16.5 7.5h-14",
  items: "M4 5h12M4 10h12M4 15h12M8 3v14",
  runs: "M10 5.5V10l3 2M10 17a7 7 0 1 0-7-7M3 6v4h4",
  drift: "M3 15c3 0 4-1 6-4s4-6 8-6M3 9.5h14",
  leave: "M8 4H4v12h4M12 7l3 3-3 3M7 10h8",
  plug: "M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  unlock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 5.8-1",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4",
  moon: "M16 12A7 7 0 0 1 8 4a7 7 0 1 0 8 8",
  download: "M10 3v9M6.5 8.5 10 12l3.5-3.5M4 16.5h12",
  left: "M12 5l-5 5 5 5",
  right: "M8 5l5 5-5 5",
  close: "M5 5l10 10M15 5 5 15",
  undo: "M7 5 4 8l3 3M4 8h7.5a4 4 0 0 1 0 8H8",
  check: "M4 10.5l4 4 8-9",
  warn: "M10 3 2.5 16.5h15zM10 8v4M10 14.2v.3",
  history: "M10 5.5V10l3 2M10 17a7 7 0 1 0-7-7M3 6v4h4",
  search: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4",
};

export const Icon = ({ name }) => html`
  <svg class="glyph" viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;

export const Mark = () => html`<img class="mark" src="icon.svg" alt="" width="26" height="26" />`;
