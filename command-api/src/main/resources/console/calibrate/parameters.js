// Every parameter of a run: what it is called, what it means, what it may be. The server checks again and has the last word.
const number = (name, label, symbol, initial, low, high, help, more) =>
  ({ kind: "number", name, label, symbol, initial, low, high, help, ...more });

const whole = { whole: true };
const above = { above: true };

/** v7's five numbers; the exam comes before them. */
export const FIRST = [
  number("tau", "Exposure cap", "τ", "0.2", 0, 1, "No item may be in more than this share of tests.", above),
  number("n", "Candidates", "n", values => (damped(values) ? "400" : "10000"), 1, 1e9, "Simulated tests in each iteration.", whole),
  number("test_len", "Test length", "L", "25", 1, 10_000, "Items each candidate answers.", whole),
  number("iters", "Iterations", "", iterations, 1, 1e6, "Rounds of simulate and adjust; other methods than damped stop early.", whole),
  number("alpha", "Damping", "α", "0.6", 0, 10, "How far damped moves k in each iteration.", { ...above, only: damped }),
];

export const GROUPS = [
  ["Method", [
    choice("method", "Method", "damped", [["damped", "damped (as v7)"], ["sympson_hetter", "Sympson–Hetter"], ["exact", "exact"]],
      "How k is found: v7's way, classical simulation, or expectation without noise."),
    choice("ability", "Select by", "true", [["true", "true ability"], ["eap", "estimated ability (EAP)"]],
      "A live test only knows its estimate; calibrate by it if yours selects so."),
    choice("rejection", "Rejected items", "", [["", "the method's own"], ["block", "out for the test"], ["reconsider", "may be drawn again"]],
      "What delivery does with an item that chance held back."),
    number("verify_n", "Verification", "", "100000", 0, 1e8, "Fresh candidates that judge the result; 0 leaves it out.", whole),
    number("seed", "Seed", "", "", -9007199254740991, 9007199254740991, "The same seed gives the same result; empty draws one.", whole),
    flag("until_converged", "Stop when converged", "Ends as soon as fresh draws hold the caps."),
    flag("dry_run", "Dry run", "Reports what would change, writes nothing."),
  ]],
  ["Bounds of k", [
    number("floor", "Lowest k", "", "0.02", 0, 1, "k never falls below this."),
    number("ceil", "Highest k", "", "1.0", 0, 1, "k never rises above this.", above),
  ]],
  ["Population and topics", [
    text("theta_dist", "Abilities", "normal0,1", "normal:MEAN,SD, uniform:LOW,HIGH, point or histogram:θ=weight,…"),
    text("topic_tau", "Cap by topic", "", "Such as 101=0.15, 102=0.3; wins over weights."),
    text("topic_weights", "Weight by topic", "", "Such as 101=2, 102=1; the cap is τ · w / Σw."),
  ]],
  ["Ability estimation (EAP)", [
    number("prior_mean", "Prior mean", "", "0.0", -10, 10, "Expected ability before the first answer."),
    number("prior_sd", "Prior deviation", "", "1.0", 0, 10, "How much abilities differ.", above),
    number("grid_nodes", "Grid nodes", "", "61", 3, 1001, "Points at which the posterior is kept.", whole),
    number("grid_low", "Grid from", "", "-4.0", -10, 10, "Lowest ability on the grid."),
    number("grid_high", "Grid to", "", "4.0", -10, 10, "Highest ability on the grid."),
  ]],
];

export const ALL = [...FIRST, ...GROUPS.flatMap(([, specs]) => specs)];

function choice(name, label, initial, options, help) {
  return { kind: "choice", name, label, initial, options, help };
}

function flag(name, label, help) {
  return { kind: "flag", name, label, initial: "false", help };
}

function text(name, label, initial, help) {
  return { kind: "text", name, label, initial, help };
}

function damped(values) {
  return (values.method ?? "damped") === "damped";
}

function iterations(values) {
  if (values.method === "exact") return "200";
  if (values.method === "sympson_hetter") return "30";
  return values.until_converged === "true" ? "200" : "5";
}

/** What a field shows: what was typed, or the default. */
export const shown = (spec, values) =>
  values[spec.name] ?? (typeof spec.initial === "function" ? spec.initial(values) : spec.initial);
