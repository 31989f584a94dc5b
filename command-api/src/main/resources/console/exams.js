// Which exams there are, and which one is looked at. The choice outlives the tab.
import { ADMIN, get } from "./api.js";
import { useLoad } from "./load.js";
import { store } from "./store.js";

const KEY = "exam";
const chosen = store(localStorage.getItem(KEY));

export const examCode = {
  get: chosen.get,
  choose(code) {
    localStorage.setItem(KEY, code);
    chosen.set(code);
  },
};

export function useExams() {
  chosen.use();
  return useLoad(signal => get(ADMIN + "exams", signal), [], 15_000);
}

/** Every published item of an exam, with everything the bank says of it. */
export const itemsOf = (exam, signal) => get(ADMIN + "exams/" + encodeURIComponent(exam) + "/items", signal);
