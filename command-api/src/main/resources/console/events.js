// Server-sent events over fetch: EventSource cannot send a bearer token.
import { send, Unreachable } from "./api.js";

/** The server is heard every ten seconds at least: who is silent for longer is gone, though the connection does not say so. */
const SILENCE = 30_000;

/**
 * Events of a stream until it ends: {id, event, data}.
 *
 * @param seen id of the last event seen, to go on after it
 * @throws Unreachable when nothing is heard any more
 */
export async function* events(path, { seen, signal }) {
  const headers = { Accept: "text/event-stream", ...(seen ? { "Last-Event-ID": seen } : {}) };
  const response = await send("GET", path, { headers, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await heard(reader);
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = parse(block);
        if (event.data) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function heard(reader) {
  let timer;
  const silence = new Promise((_, fail) => { timer = setTimeout(() => fail(new Unreachable()), SILENCE); });
  return Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer));
}

function parse(block) {
  const event = { id: null, event: "message", data: "" };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (line.startsWith("id:")) event.id = value;
    else if (line.startsWith("event:")) event.event = value;
    else if (line.startsWith("data:")) event.data += value;
  }
  return event;
}
