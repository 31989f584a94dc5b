// Signing in by pasting a token.
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { farewell, read, signIn } from "./session.js";
import { Mark } from "./ui/icons.js";
import { ThemeButton } from "./ui/theme.js";

export function SignIn() {
  const why = farewell.use();
  const [text, set] = useState("");
  const [problem, complain] = useState(null);
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
        <label for="token">Access token</label>
        <textarea id="token" rows="5" spellcheck="false" autocomplete="off" required
          placeholder="eyJhbGciOi…" value=${text} aria-describedby="token-help" aria-invalid=${problem ? "true" : undefined}
          onInput=${event => { set(event.target.value); complain(null); }} />
        <p id="token-help" class="help ${problem ? "error" : ""}" role=${problem ? "alert" : undefined}>
          ${problem ?? "A bearer token of the role admin or viewer. It stays in this tab and is forgotten when you close it."}
        </p>
        <button type="submit" disabled=${!text.trim()}>Sign in</button>
      </form>
    </main>`;
}
