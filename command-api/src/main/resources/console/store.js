// One value that views can watch.
import { useEffect, useState } from "preact/hooks";

export function store(value) {
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      value = next;
      watchers.forEach(watcher => watcher(next));
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    use() {
      const [, redraw] = useState(0);
      useEffect(() => this.watch(() => redraw(n => n + 1)), []);
      return value;
    },
  };
}
