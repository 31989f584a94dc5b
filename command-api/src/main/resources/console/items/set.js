// Changing an item's control by hand, and waiting until the bank has it.
import { ADMIN, get, post } from "../api.js";
import { itemName } from "../format.js";
import { toast } from "../ui/toast.js";

const PAUSE = 700;
const LOOKS = 60;

/**
 * @param change {sh_p} or {locked} or both
 * @return once the change is in the bank
 * @throws Refused with the reason
 */
export async function set(item, change) {
  const answer = await post(ADMIN + "set", { question_id: item.question_id, version: item.version, ...change });
  for (let i = 0; answer.status === "pending" && i < LOOKS; i++) {
    await new Promise(resume => setTimeout(resume, PAUSE));
    const command = await get(ADMIN + "commands/" + answer.command_id);
    if (command.status === "applied") return;
    if (command.status === "refused") throw new Error(command.reason);
  }
  if (answer.status === "pending") throw new Error("The change was sent, but nobody has answered yet; command " + answer.command_id);
}

/** Sets and says so, with a way back. */
export async function setWithUndo(item, change, told, done) {
  const before = Object.fromEntries(Object.keys(change).map(name => [name, item[name]]));
  const undo = () => set(item, before).then(() => { toast(itemName(item) + " is as it was."); done(before); }, error => toast(error.message, "bad"));
  try {
    await set(item, change);
    done(change);
    toast(told, "good", { title: "Undo", run: undo });
  } catch (error) {
    toast(itemName(item) + ": " + error.message, "bad");
    done(null);
  }
}
