// The public endpoints, and whether they can be reached. A refusal is an error with the problem document's fields.
import { store } from "./store.js";
import { session, signOut } from "./session.js";

const BASE = new URL("..", document.baseURI);
export const ADMIN = "v1/admin/exposure/";
const PROBE_EVERY = 1000;

/** up, lost (no answer) or starting (it answers, but has not read its topics yet) */
export const link = store("up");

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? "refused");
    Object.assign(this, problem);
  }
}

export class Unreachable extends Error {
  constructor() {
    super("The command API does not answer.");
  }
}

export const get = (path, signal) => json("GET", path, { signal });
export const post = (path, body, headers) => json("POST", path, { body, headers });
export const put = (path, body) => json("PUT", path, { body });

async function json(method, path, options) {
  const response = await send(method, path, options);
  return response.json();
}

/** @throws Refused, Unreachable, or an AbortError */
export async function send(method, path, { body, headers, signal } = {}) {
  const response = await reached(fetch(new URL(path, BASE), {
    method,
    signal,
    cache: "no-store",
    headers: {
      Authorization: "Bearer " + session.get()?.token,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }));
  if (response.ok) {
    if (link.get() === "lost") link.set("up");
    return response;
  }
  const problem = await response.json().catch(() => ({ status: response.status, detail: "Answer " + response.status }));
  if (response.status === 401) signOut("Signed out: " + problem.detail + ".");
  if (response.status === 503 && response.headers.get("Retry-After") === "1") watch("starting");
  throw new Refused(problem);
}

async function reached(answer) {
  try {
    return await answer;
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    watch("lost");
    throw new Unreachable();
  }
}

let probing = false;

/** Says that it is not well, and looks until it is. */
function watch(state) {
  if (link.get() !== state) link.set(state);
  if (probing) return;
  probing = true;
  const probe = async () => {
    const ready = await fetch(new URL("health/ready", BASE), { cache: "no-store" }).catch(() => null);
    if (ready?.ok) {
      probing = false;
      link.set("up");
      return;
    }
    link.set(ready ? "starting" : "lost");
    setTimeout(probe, PROBE_EVERY);
  };
  setTimeout(probe, PROBE_EVERY);
}
