// The public endpoints, and whether they can be reached. A refusal is an error with the problem document's fields.
import { store } from "./store.js";
import { session, signOut } from "./session.js";

const BASE = new URL("..", document.baseURI);
export const ADMIN = "v1/admin/exposure/";
const PROBE_EVERY = 1000;

/** up, lost (no answer) or starting (it answers, but is not ready) */
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
  const token = session.get()?.token;
  const response = await reached(fetch(new URL(path, BASE), {
    method,
    signal,
    cache: "no-store",
    headers: {
      Authorization: "Bearer " + token,
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
  if (response.status === 401 && token && token === session.get()?.token) signOut("Signed out: " + problem.detail + ".");
  if (response.status === 503) watch();
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

/**
 * Looks whether the service is ready, until it is.
 *
 * @param state what is known already
 */
function watch(state) {
  if (state && link.get() !== state) link.set(state);
  if (probing) return;
  probing = true;
  const probe = async () => {
    const ready = await fetch(new URL("health/ready", BASE), { cache: "no-store" }).catch(() => null);
    if (ready?.ok) {
      probing = false;
      if (link.get() !== "up") link.set("up");
      return;
    }
    link.set(ready ? "starting" : "lost");
    setTimeout(probe, PROBE_EVERY);
  };
  if (state) setTimeout(probe, PROBE_EVERY);
  else probe();
}
