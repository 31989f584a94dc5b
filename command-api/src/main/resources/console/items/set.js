// Changing an item's control by hand, and waiting until the bank has it.
import { ADMIN, get, post } from "../api.js";
import { settled } from "../commands.js";
import { itemName } from "../format.js";
import { toast } from "../ui/toast.js";

const IN_HISTORY = { sh_p: "new_k", cap: "new_cap", locked: "new_locked" };

/**
 * @param change {sh_p} or {locked} or both
 * @return once the change is in the bank
 * @throws Refused with the reason
 */
export async function set(item, change) {
  await settled(await post(ADMIN + "set", { question_id: item.question_id, version: item.version, ...change }));
}

/** Sets and says so, with a way back for as long as nobody has set anything else. */
export async function setWithUndo(item, change, told, done) {
  const before = Object.fromEntries(Object.keys(change).map(name => [name, item[name]]));
  const undo = async () => {
    try {
      if (!(await isLast(item, change))) throw new Error(itemName(item) + " has been changed again since: nothing was undone.");
      await set(item, before);
      toast(itemName(item) + " is as it was.");
      done(before);
    } catch (error) {
      toast(error.message, "bad");
    }
  };
  try {
    await set(item, change);
    done(change);
    toast(told, "good", { title: "Undo", run: undo });
  } catch (error) {
    toast(itemName(item) + ": " + error.message, "bad");
    done(null);
  }
}

/** Whether a change is what the item's history ends with. */
async function isLast(item, change) {
  const { changes: [last] } = await get(`${ADMIN}items/${item.question_id}/${item.version}/history`);
  return last !== undefined && Object.entries(change).every(([name, value]) => last[IN_HISTORY[name]] === value);
}
