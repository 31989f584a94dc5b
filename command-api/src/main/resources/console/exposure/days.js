// Observed days of an exam: the latest weeks once, the day that is on again and again, those just before it each minute.
import { useMemo, useRef } from "preact/hooks";
import { ADMIN, get } from "../api.js";
import { useLoad } from "../load.js";

const LIVE_EVERY = 2000;
const MANY_ITEMS = 2500;
const OLDER_DAYS = 20;
/** Sessions that began on a day go on after it, and late events come for two days more. */
const CHANGING_DAYS = 3;
const CHANGING_EVERY = 30;

/** {data: [{day, sessions, items}] oldest first, error, at} */
export function useDays(exam) {
  const known = useRef({ exam: null, days: new Map(), looks: 0 });
  const loaded = useLoad(async signal => {
    const kept = known.current.exam === exam.exam_code ? known.current.days : new Map();
    const looks = known.current.looks + 1;
    for (const day of await fetchDays(exam, kept, looks % CHANGING_EVERY === 0, signal)) kept.set(day.day, day);
    known.current = { exam: exam.exam_code, days: kept, looks };
    return Array.from(kept.values()).sort((a, b) => (a.day < b.day ? -1 : 1));
  }, [exam.exam_code], LIVE_EVERY);
  return loaded;
}

/** @param changing also the days that may still change */
async function fetchDays(exam, kept, changing, signal) {
  const path = ADMIN + "daily?exam_code=" + encodeURIComponent(exam.exam_code);
  const newest = Array.from(kept.keys()).sort().at(-1);
  const from = newest && shifted(newest, changing ? -CHANGING_DAYS : 0);
  if (newest) return (await get(path + "&from=" + from, signal).catch(async refused => onceMore(refused, path, signal))).days;
  const week = (await get(path, signal)).days;
  if (!week.length || exam.items > MANY_ITEMS) return week;
  const older = await get(`${path}&from=${shifted(week[0].day, -OLDER_DAYS)}&to=${shifted(week[0].day, -1)}`, signal);
  return [...older.days, ...week];
}

// The last known day may be too long ago to begin with.
function onceMore(refused, path, signal) {
  if (refused.status !== 422) throw refused;
  return get(path, signal);
}

export function shifted(day, by) {
  const at = new Date(day + "T00:00:00Z");
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** An excess that three standard deviations of chance do not explain. */
export const beyondChance = (item, sessions) =>
  item.cap != null && item.rate != null && item.rate - item.cap > 3 * Math.sqrt((item.cap * (1 - item.cap)) / sessions);

/** Rows by topic. */
export function useTopics(day) {
  return useMemo(() => {
    const topics = new Map();
    for (const item of day.items) {
      const topic = topics.get(item.topic_id) ?? { topic_id: item.topic_id, items: 0, exposures: 0, highest: 0, over: 0 };
      topic.items++;
      topic.exposures += item.exposures;
      topic.highest = Math.max(topic.highest, item.rate ?? 0);
      topic.over += beyondChance(item, day.sessions) ? 1 : 0;
      topics.set(item.topic_id, topic);
    }
    return Array.from(topics.values(), topic => ({ ...topic, a_test: day.sessions ? topic.exposures / day.sessions : null }))
      .sort((a, b) => b.exposures - a.exposures);
  }, [day]);
}
