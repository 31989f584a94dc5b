// One value of a form: name, control, a sentence that explains it or says what is wrong.
import { html } from "../html.js";

/**
 * @param spec {name, label, symbol, help, kind: number | text | choice | flag, options, placeholder}
 * @param problem what is wrong with the value; null if nothing
 */
export function Field({ spec, value, problem, placeholder, change, disabled }) {
  const id = "field-" + spec.name;
  const common = {
    id,
    name: spec.name,
    disabled,
    "aria-describedby": id + "-help",
    "aria-invalid": problem ? "true" : undefined,
  };
  return html`
    <div class="field ${spec.kind}">
      ${spec.kind !== "flag" && html`<label for=${id}>${spec.label}${spec.symbol && html` <span class="symbol">${spec.symbol}</span>`}</label>`}
      <${Control} spec=${spec} common=${common} value=${value} placeholder=${placeholder} change=${change} />
      <p id=${id + "-help"} class="help ${problem ? "error" : ""}">${problem ?? spec.help}</p>
    </div>`;
}

function Control({ spec, common, value, placeholder, change }) {
  if (spec.kind === "choice")
    return html`
      <select ...${common} value=${value} onChange=${event => change(event.target.value)}>
        ${spec.options.map(([option, title]) => html`<option key=${option} value=${option}>${title}</option>`)}
      </select>`;
  if (spec.kind === "flag")
    return html`
      <label class="check"><input type="checkbox" role="switch" ...${common} checked=${value === "true"}
        onChange=${event => change(String(event.target.checked))} /> ${spec.label}</label>`;
  return html`
    <input type="text" inputmode=${spec.kind === "number" ? "decimal" : undefined} autocomplete="off" spellcheck=${false} ...${common}
      value=${value} placeholder=${placeholder} onInput=${event => change(event.target.value)} />`;
}
