// What was asked for is done when the bank has it; an answer that came sooner says where to look.
import { ADMIN, get } from "./api.js";

const PAUSE = 700;
const LOOKS = 60;

/**
 * Waits until a command has been answered.
 *
 * @param answer of a POST or PUT: pending, or done already
 * @throws with the reason, if it was refused, or if nobody has answered for long
 */
export async function settled(answer) {
  if (answer.status !== "pending") return;
  for (let i = 0; i < LOOKS; i++) {
    await pause();
    const command = await get(ADMIN + "commands/" + answer.command_id);
    if (command.status === "refused") throw new Error(command.reason);
    if (command.status === "applied") return pause(); // what the views show follows in a moment
  }
  throw new Error("The change was sent, but nobody has answered yet; command " + answer.command_id);
}

const pause = () => new Promise(resume => setTimeout(resume, PAUSE));
