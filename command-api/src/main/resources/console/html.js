// Markup in JavaScript without a build: htm parses the template, preact draws it. Values go in as text, never as HTML.
import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
