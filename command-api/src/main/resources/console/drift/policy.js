// What the exam does when it drifts.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { ADMIN, put } from "../api.js";
import { FIRST, GROUPS, shown } from "../calibrate/parameters.js";
import { body, problems } from "../calibrate/validate.js";
import { settled } from "../commands.js";
import { time } from "../format.js";
import { session } from "../session.js";
import { Field } from "../ui/field.js";
import { toast } from "../ui/toast.js";

const RULES = [
  { kind: "flag", name: "auto_recalibrate", label: "Recalibrate on an alert", help: "Starts a run by itself; otherwise alerts only tell." },
  rule("cooldown_minutes", "Cooldown, minutes", 0, 525_600, "Least time between two automatic runs.", true),
  rule("limit_per_day", "Runs a day", 0, 1000, "Most automatic runs of a UTC day.", true),
  rule("drift_alpha", "False alarms α", 0, 0.5, "Probability of any alert while no item is over its cap, at most."),
  rule("drift_delta", "Tolerance δ", 0, 1, "Excess over the cap that is let pass: 0.1 is a tenth."),
];
const PLANNED = [...FIRST, ...GROUPS.flatMap(([, specs]) => specs)].filter(spec => !["dry_run", "seed"].includes(spec.name));

const NAMES = new Set([...RULES, ...PLANNED].map(spec => spec.name));

function rule(name, label, low, high, help, whole) {
  return { kind: "number", name, label, low, high, help, whole };
}

/** What is wrong with each rule. */
function wrong(values) {
  const found = {};
  for (const { name, kind, low, high, whole } of RULES) {
    const value = Number(values[name]);
    if (kind !== "number") continue;
    if (values[name].trim() === "" || !(value >= low && value <= high) || (name === "drift_alpha" && value === 0) || (whole && !Number.isInteger(value)))
      found[name] = `Must be a ${whole ? "whole " : ""}number ${name === "drift_alpha" ? "above 0 and at most" : low + " to"} ${high.toLocaleString("en")}.`;
  }
  return found;
}

export function PolicyEditor({ policy, saved }) {
  const [rules, rule] = useState(() => Object.fromEntries(RULES.map(({ name }) => [name, String(policy[name])])));
  const [values, plan] = useState(() => typed(policy.parameters));
  const [sending, send] = useState(false);
  const [refused, refuse] = useState({});
  const found = { ...refused, ...wrong(rules), ...problems(values) };
  const admin = session.get().admin;
  const submit = async event => {
    event.preventDefault();
    send(true);
    const { exam_code, ...parameters } = body(policy.exam_code, values);
    try {
      await settled(await put(ADMIN + "policies/" + encodeURIComponent(policy.exam_code), { parameters, ...numbers(rules) }));
      toast("The policy of " + exam_code + " is saved.");
      saved();
    } catch (error) {
      const name = error.field?.replace("parameters.", "");
      refuse({ [NAMES.has(name) ? name : "other"]: error.message });
    }
    send(false);
  };
  const clear = name => refuse(old => ({ ...old, [name]: undefined, other: undefined }));
  const broken = Object.entries(found).filter(([name, problem]) => problem && name !== "other").length;
  return html`
    <form class="card form" noValidate onSubmit=${submit} aria-label="Policy">
      <div><h2>Policy</h2><p class="lead">${policy.updated_at ? `Set by ${policy.updated_by} on ${time(policy.updated_at)} UTC` : "Nobody has set one; these are the defaults."}</p></div>
      ${RULES.map(spec => html`<${Field} key=${spec.name} spec=${spec} value=${rules[spec.name]} problem=${found[spec.name]} disabled=${!admin}
        change=${value => { rule(old => ({ ...old, [spec.name]: value })); clear(spec.name); }} />`)}
      <details><summary>Parameters of automatic runs <span>· ${policy.parameters.method}, τ ${policy.parameters.tau}</span></summary>
        <div class="pair planned">${PLANNED.map(spec => html`<${Field} key=${spec.name} spec=${spec} value=${shown(spec, values)} problem=${found[spec.name]}
          disabled=${!admin || (spec.only && !spec.only(values))} change=${value => { plan(old => ({ ...old, [spec.name]: value })); clear(spec.name); }} />`)}</div>
      </details>
      ${found.other && html`<p class="note bad" role="alert">${found.other}</p>`}
      ${admin ? html`<button type="submit" disabled=${sending || broken > 0}>${sending ? "Saving …" : broken ? "Some values need attention" : "Save policy"}</button>`
        : html`<p class="help">Changing the policy needs the role admin.</p>`}
    </form>`;
}

/** Parameters as a form has them. */
function typed(parameters) {
  const list = map => Object.entries(map).map(([topic, value]) => topic + "=" + value).join(", ");
  return Object.fromEntries(PLANNED.filter(({ name }) => parameters[name] != null)
    .map(({ name }) => [name, typeof parameters[name] === "object" ? list(parameters[name]) : String(parameters[name])]));
}

const numbers = rules => Object.fromEntries(Object.entries(rules).map(([name, text]) => [name, name === "auto_recalibrate" ? text === "true" : Number(text)]));
