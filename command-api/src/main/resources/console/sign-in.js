// Signing in: at the provider, when one is configured, or by pasting a token.
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { leave, provider } from "./oidc.js";
import { farewell, read, signIn } from "./session.js";
import { Mark } from "./ui/icons.js";
import { ThemeButton } from "./ui/theme.js";

export function SignIn() {
  const why = farewell.use();
  const [text, set] = useState("");
  const [problem, complain] = useState(null);
  const [oidc, found] = useState(null);
  useEffect(() => { provider().then(found); }, []);
  const submit = event => {
    event.preventDefault();
    const token = text.trim().replace(/^Bearer\s+/i, "");
    const claims = read(token);
    if (!claims) complain("That is not a JSON Web Token: it should be three parts joined by dots.");
    else if (claims.expires && claims.expires * 1000 < Date.now()) complain("That token has expired.");
    else signIn(token);
  };
  return html`
    <main class="sign-in">
      <form class="card" onSubmit=${submit}>
        <div class="brand"><${Mark} /><span>Exposure console</span><${ThemeButton} /></div>
        <h1>Sign in</h1>
        ${why && html`<p class="note warn" role="status">${why}</p>`}
        ${oidc && html`
          <button type="button" onClick=${() => leave(oidc).catch(failure => complain(failure.message))}>Sign in at ${new URL(oidc.issuer).host}</button>
          <p class="or"><span>or with a token</span></p>`}
        <label for="token">Access token</label>
        <textarea id="token" rows="5" spellcheck=${false} autocomplete="off" required
          placeholder="eyJhbGciOi…" value=${text} aria-describedby="token-help" aria-invalid=${problem ? "true" : undefined}
          onInput=${event => { set(event.target.value); complain(null); }} />
        <p id="token-help" class="help ${problem ? "error" : ""}" role=${problem ? "alert" : undefined}>
          ${problem ?? "A bearer token of the role admin or viewer. It stays in this tab and is forgotten when you close it."}
        </p>
        <button type="submit" class=${oidc ? "secondary" : undefined} disabled=${!text.trim()}>Sign in</button>
      </form>
    </main>`;
}
