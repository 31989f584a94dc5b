// A run as it goes: by its events while they come, by asking when they do not.
import { useEffect, useState } from "preact/hooks";
import { ADMIN, get, Refused } from "../api.js";
import { events } from "../events.js";

const ENDED = new Set(["done", "empty", "failed", "cancelled"]);
const POLLS = 5;
const PAUSE = 1000;

export const ended = run => run != null && ENDED.has(run.state);
export const runPath = jobId => ADMIN + "calibrate_sh/runs/" + encodeURIComponent(jobId);

/** {run, error}: the run's summary with history, verifying and via; with parameters and report once it has ended. */
export function useRun(jobId) {
  const [state, set] = useState({});
  useEffect(() => {
    set({});
    if (!jobId) return undefined;
    const control = new AbortController();
    const tell = change => !control.signal.aborted && set(old => ({ jobId, run: change(old.run) }));
    watch(jobId, control.signal, tell).catch(error => !control.signal.aborted && set(old => ({ ...old, jobId, error })));
    return () => control.abort();
  }, [jobId]);
  return state.jobId === jobId ? state : {};
}

async function watch(jobId, signal, tell) {
  const look = async via => {
    const run = await get(runPath(jobId), signal);
    tell(() => ({ ...run, via }));
    return ended(run);
  };
  const seen = { id: null };
  let failures = 0;
  if (await patient(() => look("stream"))) return;
  while (!signal.aborted) {
    try {
      if (await stream(jobId, seen, signal, tell)) break;
      failures = 0;
    } catch (error) {
      if (signal.aborted || error.status === 404) throw error;
      failures++;
    }
    for (let i = 0; failures > 0 && i < POLLS && !signal.aborted; i++) {
      await pause(PAUSE);
      if (await look("polling").catch(() => false)) return;
    }
    await pause(PAUSE / 4);
  }
  while (!signal.aborted && !(await look("stream").catch(() => false))) await pause(PAUSE);
}

/** @return whether the run has ended */
async function stream(jobId, seen, signal, tell) {
  for await (const event of events(runPath(jobId) + "/events", { seen: seen.id, signal })) {
    seen.id = event.id;
    const step = JSON.parse(event.data);
    if (ENDED.has(step.state)) return true;
    tell(run => after(run, step));
  }
  return false;
}

/** The run after a step. A higher attempt begins anew. */
function after(run, step) {
  const history = run.attempt === step.attempt ? run.history : [];
  const point = { iter: step.current_iter, avg_exp: step.avg_exp, max_over: step.max_over };
  const fresh = step.state === "iteration" && step.current_iter > (history.at(-1)?.iter ?? 0);
  return {
    ...run,
    attempt: step.attempt,
    state: step.state === "queued" ? "queued" : "running",
    verifying: step.state === "verifying",
    started_at: run.started_at ?? (step.state === "queued" ? null : step.at),
    current_iter: step.current_iter,
    total_iters: step.total_iters,
    avg_exp: step.avg_exp ?? null,
    max_over: step.max_over ?? null,
    history: fresh ? [...history, point] : history,
    via: "stream",
  };
}

async function patient(look) {
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (error.name === "AbortError" || (error instanceof Refused && error.status < 500)) throw error;
      await pause(PAUSE);
    }
  }
}

const pause = millis => new Promise(resume => setTimeout(resume, millis));
