// Signing in by OpenID Connect: authorization code with PKCE. Nothing but the code comes back through the address.
import { read, signIn, signOut } from "./session.js";

const KEY = "qbank-sign-in";
const BASE = new URL("..", document.baseURI);
const here = location.origin + location.pathname;

/** The provider that is configured: {issuer, client_id, scopes}; null for none. */
export async function provider() {
  const answer = await fetch(new URL("v1/config", BASE)).catch(() => null);
  return answer?.ok ? (await answer.json()).sign_in?.oidc ?? null : null;
}

/** Goes to the provider. */
export async function leave({ issuer, client_id: clientId, scopes }) {
  const endpoints = await discover(issuer);
  const state = random();
  const verifier = random();
  sessionStorage.setItem(KEY, JSON.stringify({ state, verifier, clientId, tokens: endpoints.token_endpoint }));
  const question = new URL(endpoints.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: "code", client_id: clientId, redirect_uri: here, scope: scopes.join(" "), state,
    code_challenge: await challenge(verifier), code_challenge_method: "S256",
  })) question.searchParams.set(name, value);
  location.assign(question);
}

/** Comes back from the provider, if that is where the page was opened from. */
export async function arrive() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state")) return;
  const asked = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  history.replaceState(null, "", location.pathname + "#/calibrate");
  try {
    if (!asked || asked.state !== answer.get("state")) throw new Error("this sign-in was not begun here");
    if (!answer.has("code")) throw new Error(answer.get("error_description") ?? answer.get("error") ?? "the provider refused");
    signIn(await redeem(asked, answer.get("code")));
  } catch (failure) {
    signOut("Signing in did not work: " + failure.message + ".");
  }
}

async function redeem({ clientId, verifier, tokens }, code) {
  const answer = await fetch(tokens, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: here, client_id: clientId, code_verifier: verifier }),
  });
  const told = await answer.json();
  if (!answer.ok || !told.access_token) throw new Error(told.error_description ?? told.error ?? "the provider gave no token");
  if (!read(told.access_token)) throw new Error("the provider's access token is not a JSON Web Token");
  return told.access_token;
}

async function discover(issuer) {
  const answer = await fetch(issuer.replace(/\/$/, "") + "/.well-known/openid-configuration").catch(() => null);
  if (!answer?.ok) throw new Error("The provider " + issuer + " cannot be reached.");
  return answer.json();
}

const base64 = bytes => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const random = () => base64(crypto.getRandomValues(new Uint8Array(32)));

async function challenge(verifier) {
  if (!crypto.subtle) throw new Error("Signing in needs https.");
  return base64(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}
