// Light or dark.
import { useEffect, useReducer } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "./icons.js";

export const theme = () => document.documentElement.dataset.theme;

/** Draws anew when the theme changes. */
export function useTheme() {
  const [, redraw] = useReducer(n => n + 1, 0);
  useEffect(() => {
    addEventListener("themechange", redraw);
    return () => removeEventListener("themechange", redraw);
  }, []);
  return theme();
}

export function ThemeButton() {
  const dark = useTheme() === "dark";
  const turn = () => {
    localStorage.setItem("theme", dark ? "light" : "dark");
    dispatchEvent(new Event("themechosen"));
  };
  const title = dark ? "Light theme" : "Dark theme";
  return html`<button type="button" class="quiet icon" title=${title} aria-label=${title} onClick=${turn}><${Icon} name=${dark ? "sun" : "moon"} /></button>`;
}
