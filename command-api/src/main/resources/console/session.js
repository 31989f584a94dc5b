// Who is signed in. The token lives in this tab only (sessionStorage), and never in the address bar for longer than it
// takes to read it. What it says is shown, not trusted: the server decides.
import { store } from "./store.js";

const KEY = "qbank-token";

export const session = store(opened());

function opened() {
  const given = /^#token=([\w-]+\.[\w-]+\.[\w-]+)/.exec(location.hash);
  if (given) {
    history.replaceState(null, "", location.pathname + "#/calibrate");
    sessionStorage.setItem(KEY, given[1]);
  }
  return read(sessionStorage.getItem(KEY));
}

/** What a token says of its bearer, or null if it is not a JWT. */
export function read(token) {
  try {
    const part = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), c => c.charCodeAt(0))));
    const roles = Array.isArray(claims.roles) ? claims.roles : [];
    return { token, subject: String(claims.sub ?? "unknown"), roles, admin: roles.includes("admin"), expires: claims.exp };
  } catch {
    return null;
  }
}

export function signIn(token) {
  sessionStorage.setItem(KEY, token);
  session.set(read(token));
}

/** @param why shown on the page where one signs in */
export function signOut(why) {
  sessionStorage.removeItem(KEY);
  session.set(null);
  farewell.set(why ?? null);
}

export const farewell = store(null);
