// Loading what a view shows: the first time, when what it depends on changes, when the connection is back, and every so often.
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { link } from "./api.js";

const HIDDEN = 10;
const AGAIN = 2000;

/**
 * {data, error, loading, reload}; data stays while the same is loaded anew, so that a lost connection leaves the last view.
 *
 * @param load takes a signal, gives a promise; not called while it is null
 * @param every milliseconds between two looks; left out: one look, and others only while the service is not ready
 */
export function useLoad(load, dependencies, every) {
  const key = JSON.stringify(dependencies);
  const [state, set] = useState({ key, loading: true });
  const [turn, reload] = useReducer(n => n + 1, 0);
  const latest = useRef(load);
  latest.current = load;
  const reachable = link.use() === "up";
  useEffect(() => {
    if (!latest.current) return undefined;
    const control = new AbortController();
    let timer;
    const look = async () => {
      let pause = every;
      try {
        const data = await latest.current(control.signal);
        if (!control.signal.aborted) set({ key, data });
      } catch (error) {
        if (!control.signal.aborted) set(old => ({ key, data: old.key === key ? old.data : undefined, error }));
        if (error.status === 503) pause ??= AGAIN;
      }
      if (pause && !control.signal.aborted) timer = setTimeout(look, document.hidden ? pause * HIDDEN : pause);
    };
    look();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [key, turn, reachable, every, !load]);
  return state.key === key ? { ...state, reload } : { loading: true, reload };
}
