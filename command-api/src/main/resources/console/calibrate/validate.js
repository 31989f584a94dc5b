// Checks what is typed, and turns it into what is sent.
import { ALL, shown } from "./parameters.js";

const THETA = /^(normal[^:]*|uniform[^:]*|point|(normal|uniform): *[-+]?[\d.eE+-]+ *, *[-+]?[\d.eE+-]+ *|histogram:[-+\d.eE=, ]+)$/;

/** {name: what is wrong} of everything that is. */
export function problems(values) {
  const found = {};
  for (const spec of ALL) {
    const problem = wrong(spec, shown(spec, values).trim());
    if (problem) found[spec.name] = problem;
  }
  const chosen = name => shown(ALL.find(spec => spec.name === name), values);
  const value = name => Number(chosen(name));
  if (!found.floor && !found.ceil && value("floor") > value("ceil")) found.floor = "Must be at most the highest k (" + value("ceil") + ").";
  if (!found.grid_low && !found.grid_high && value("grid_low") >= value("grid_high")) found.grid_low = "Must be below the grid's end (" + value("grid_high") + ").";
  if (chosen("rejection") === "reconsider" && chosen("method") !== "damped") found.rejection = "Only damped lets a rejected item be drawn again.";
  if (!found.verify_n && value("verify_n") === 0 && chosen("until_converged") === "true" && chosen("method") !== "exact")
    found.verify_n = "Must be above 0: the verification says when to stop.";
  return found;
}

function wrong(spec, given) {
  if (given === "") return null; // the default
  if (spec.kind === "number") return wrongNumber(spec, given);
  if (spec.name === "theta_dist" && !THETA.test(given)) return "Must be normal0,1, normal:MEAN,SD, uniform:LOW,HIGH, point or histogram:θ=weight,…";
  if (spec.name === "topic_tau") return wrongTopics(given, 1);
  if (spec.name === "topic_weights") return wrongTopics(given, 1e9);
  return null;
}

function wrongNumber(spec, given) {
  const value = Number(given);
  const range = spec.above ? `above ${spec.low} and at most ${spec.high.toLocaleString("en")}`
    : `between ${spec.low.toLocaleString("en")} and ${spec.high.toLocaleString("en")}`;
  if (!Number.isFinite(value)) return "Must be a number " + range + ".";
  if (spec.whole && !Number.isInteger(value)) return "Must be a whole number " + range + ".";
  if (value < spec.low || value > spec.high || (spec.above && value === spec.low)) return "Must be " + range + ".";
  return null;
}

function wrongTopics(given, most) {
  for (const part of given.split(",")) {
    const [, topic, value] = /^\s*([^=]+?)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
    if (!topic) return "Must be topic=value, joined by commas; was “" + part.trim() + "”.";
    if (!(Number(value) > 0 && Number(value) <= most)) return `The value of topic ${topic} must be above 0 and at most ${most.toLocaleString("en")}.`;
  }
  return null;
}

/** topic=value, … as an object; null for none. */
export function topics(given) {
  if (!given?.trim()) return null;
  return Object.fromEntries(given.split(",").map(part => part.split("=").map(side => side.trim())).map(([topic, value]) => [topic, Number(value)]));
}

/** The body of a start: what was typed; everything else the server knows by default. */
export function body(exam, values) {
  const sent = { exam_code: exam };
  for (const spec of ALL) {
    const given = values[spec.name]?.trim();
    if (!given) continue;
    if (spec.name.startsWith("topic_")) sent[spec.name] = topics(given);
    else if (spec.kind === "number") sent[spec.name] = Number(given);
    else if (spec.kind === "flag") sent[spec.name] = given === "true";
    else sent[spec.name] = given;
  }
  return sent;
}
