// A table of any length: sorted by its heads, only the rows in sight are drawn, all of them are counted for screen readers.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { html } from "../html.js";

const ROW = 38;
const MARGIN = 8;

/**
 * @param columns {key, title, value (to sort by), cell (to show), number, minor (not on a phone), hint, width}
 * @param rows each drawn with the key that keyOf gives
 * @param rowClass class of a row
 * @param empty what to say without rows
 */
export function Table({ label, columns, rows, keyOf, rowClass, empty, sorted: initially, height = 560 }) {
  const [order, sortBy] = useState(initially ?? null);
  const [top, scrollTo] = useState(0);
  const [visible, see] = useState(height);
  const frame = useRef();
  const sorted = useMemo(() => ordered(rows, columns, order), [rows, order]);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => see(entry.contentRect.height));
    watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => { frame.current.scrollTop = 0; scrollTo(0); }, [order]);
  const first = Math.max(0, Math.floor(top / ROW) - MARGIN);
  const last = Math.min(sorted.length, Math.ceil((top + visible) / ROW) + MARGIN);
  const turn = key => sortBy(old => ({ key, down: old?.key === key ? !old.down : Boolean(columns.find(c => c.key === key).number) }));
  return html`
    <div class="table" ref=${frame} tabindex="0" role="region" aria-label=${label} data-rows=${sorted.length}
        onScroll=${event => scrollTo(event.currentTarget.scrollTop)}>
      <table aria-rowcount=${sorted.length + 1}>
        <thead><tr aria-rowindex="1">${columns.map(column => html`<${Head} key=${column.key} column=${column} order=${order} turn=${turn} />`)}</tr></thead>
        <tbody>
          ${first > 0 && html`<tr class="gap" aria-hidden="true" key="above" style=${{ height: first * ROW + "px" }}></tr>`}
          ${sorted.slice(first, last).map((row, i) => html`
            <tr key=${keyOf(row)} aria-rowindex=${first + i + 2} class=${rowClass?.(row)}>
              ${columns.map(column => html`<td key=${column.key} class=${classes(column)}>${column.cell ? column.cell(row) : column.value(row)}</td>`)}
            </tr>`)}
          ${last < sorted.length && html`<tr class="gap" aria-hidden="true" key="below" style=${{ height: (sorted.length - last) * ROW + "px" }}></tr>`}
        </tbody>
      </table>
      ${sorted.length === 0 && html`<p class="none">${empty ?? "Nothing here."}</p>`}
    </div>`;
}

function Head({ column, order, turn }) {
  if (!column.value) return html`<th scope="col" class=${classes(column)}>${column.title}</th>`;
  const sort = order?.key === column.key ? (order.down ? "descending" : "ascending") : "none";
  return html`
    <th scope="col" class=${classes(column)} aria-sort=${sort} title=${column.hint}>
      <button type="button" class="sort" onClick=${() => turn(column.key)}>${column.title}<i aria-hidden="true">${{ ascending: "↑", descending: "↓", none: "" }[sort]}</i></button>
    </th>`;
}

const classes = column => [column.number && "number", column.minor && "minor", column.className].filter(Boolean).join(" ") || undefined;

function ordered(rows, columns, order) {
  const column = order && columns.find(each => each.key === order.key);
  if (!column) return rows;
  const sign = order.down ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const x = column.value(a);
    const y = column.value(b);
    if (x == null || y == null) return (x == null) - (y == null);
    return x < y ? -sign : x > y ? sign : 0;
  });
}
