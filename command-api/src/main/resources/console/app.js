// The frame: who is signed in, which exam, which view.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { arrive } from "./oidc.js";
import { session } from "./session.js";
import { SignIn } from "./sign-in.js";
import { Shell } from "./shell.js";
import { Calibrate } from "./calibrate/view.js";
import { Exposure } from "./exposure/view.js";
import { Items } from "./items/view.js";
import { Runs } from "./runs/view.js";
import { Drift } from "./drift/view.js";

const VIEWS = { calibrate: Calibrate, exposure: Exposure, items: Items, runs: Runs, drift: Drift };

/** #/view/part/part */
function place() {
  const [view, ...parts] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return VIEWS[view] ? { view, parts } : { view: "calibrate", parts: [] };
}

function App() {
  const signedIn = session.use();
  const [at, go] = useState(place);
  useEffect(() => {
    const moved = () => go(place());
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  useEffect(() => {
    document.title = (signedIn ? at.view[0].toUpperCase() + at.view.slice(1) : "Sign in") + " · Exposure console";
  }, [at.view, signedIn]);
  if (!signedIn) return html`<${SignIn} />`;
  return html`<${Shell} at=${at} view=${VIEWS[at.view]} />`;
}

await arrive();
const root = document.getElementById("app");
root.textContent = "";
render(html`<${App} />`, root);
