import { useSyncExternalStore } from 'react';

/** A value outside React that screens can watch: who is asked what, whether the server answers. */
export type Store<Value> = { get(): Value; set(next: Value): void; use(): Value; watch(watcher: () => void): void };

export function store<Value>(first: Value): Store<Value> {
  let value = first;
  const watchers = new Set<() => void>();
  const subscribe = (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  const get = () => value;
  return {
    get,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of watchers) watcher();
    },
    use: () => useSyncExternalStore(subscribe, get),
    watch: (watcher) => void subscribe(watcher),
  };
}
