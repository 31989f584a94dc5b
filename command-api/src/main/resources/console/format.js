// Numbers and times as people read them.
const whole = new Intl.NumberFormat("en");

export const count = value => (value == null ? "–" : whole.format(value));
export const fixed = (value, digits = 3) => (value == null ? "–" : value.toFixed(digits));
export const percent = (value, digits = 1) => (value == null ? "–" : (100 * value).toFixed(digits) + " %");
export const signed = (value, digits = 3) =>
  value == null ? "–" : (value < 0 ? "−" : "+") + Math.abs(value).toFixed(digits);

/** At most four digits after the point, none that say nothing. */
export const short = value => (value == null ? "–" : String(Number(value.toFixed(4))));

export const time = iso => (iso ? iso.slice(0, 16).replace("T", " ") : "–");
export const itemName = item => item.question_id + " v" + item.version;
export const itemKey = item => item.question_id + "/" + item.version;

/** A length of time between two instants. */
export function elapsed(from, to) {
  if (!from || !to) return "–";
  const seconds = Math.max(0, (new Date(to) - new Date(from)) / 1000);
  if (seconds < 10) return seconds.toFixed(1) + " s";
  if (seconds < 120) return Math.round(seconds) + " s";
  if (seconds < 7200) return Math.round(seconds / 60) + " min";
  return (seconds / 3600).toFixed(1) + " h";
}

export const superscript = v => String(v).replace(/./g, c => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"["0123456789-".indexOf(c)]);

/** A day such as Mon 2 Nov. */
export const day = iso =>
  new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })
    .format(new Date(iso + "T00:00:00Z"));
