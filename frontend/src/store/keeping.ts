import type { Kept } from "./sync/state";

/** What one window has not saved. `alive`: when it said so last, ms; 0 once it was closed. */
export interface Queue {
  readonly key: string;
  readonly place: string;
  readonly kept: Kept;
  readonly alive: number;
}

export interface Queues {
  put(queue: Queue): Promise<void>;
  remove(key: string): Promise<void>;
  /** Of one person on one bot. */
  at(place: string): Promise<readonly Queue[]>;
  /** Of one person. */
  keysOf(personId: string): Promise<readonly string[]>;
  close(): void;
}

const NAME = "dbcv.editor";
const STORE = "queues";

/** Who may not see what another person of this browser has left unsaved, must not send it either. */
export function placeOf(personId: string, botId: string): string {
  return `${personId}/${botId}`;
}

/** The bot of a queue's key, which is its place and the window's name. */
export function botOf(key: string): string {
  return key.split("/")[1] ?? "";
}

/** Kept in this browser until it is saved. */
export async function openQueues(factory: IDBFactory = indexedDB): Promise<Queues> {
  const database = await opened(factory);
  const within = <Result>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("The browser keeps nothing."));
    });
  return {
    put: async (queue) => void (await within("readwrite", (store) => store.put(queue))),
    remove: async (key) => void (await within("readwrite", (store) => store.delete(key))),
    at: (place) => within<Queue[]>("readonly", (store) => store.index("place").getAll(place)),
    keysOf: async (personId) => {
      const theirs = IDBKeyRange.bound(placeOf(personId, ""), placeOf(personId, "\uffff"));
      return (await within("readonly", (store) => store.getAllKeys(theirs))).map(String);
    },
    close: () => database.close(),
  };
}

/** Where the browser keeps nothing (private windows of some), work goes on without. */
export async function openQueuesIfAny(): Promise<Queues | null> {
  try {
    return await openQueues();
  } catch {
    return null;
  }
}

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("place", "place");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("The browser keeps nothing."));
  });
}
