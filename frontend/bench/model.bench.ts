import { describe, it } from "vitest";

import type { BotDocument, Step } from "../src/model/document";
import { indexOf } from "../src/model/index";
import type { Operation } from "../src/model/operation";
import { perform } from "../src/model/operations";
import { variablesOf } from "../src/model/references";
import { search } from "../src/model/search";
import { renameVariable } from "../src/model/commands";
import { next } from "../src/store/sync/machine";
import { opened } from "../src/store/sync/state";

/** A bot of so many steps, each with a text, two buttons, two groups and four ways. */
function bigBot(size: number): BotDocument {
  const steps = Array.from({ length: size }, (_, at): Step => ({
    id: `s${at}`,
    name: `Step ${at}`,
    position: { x: (at % 40) * 300, y: Math.floor(at / 40) * 200 },
    message: {
      text: `Hello {$user.name|default:'friend'$}, this is step ${at}. {$session.answer_${at % 50}$}`,
      buttons: [{ text: "Yes", value: "yes" }, { text: "No" }],
    },
    groups: [
      {
        id: `g${at}a`,
        set: [{ variable: `session.answer_${at % 50}`, value: "{$message.text$}" }],
        connections: [1, 7, 41].map((by, number) => ({
          id: `c${at}.${number}`.replace(".", "x"),
          to: `s${(at + by) % size}`,
          rules: {
            condition: "AND",
            rules: [{ field: "message.text", operator: "equal", value: `${number}` }],
          },
        })),
      },
      {
        id: `g${at}b`,
        on: "timeout",
        after: 60,
        connections: [{ id: `c${at}t`, to: `s${(at + 3) % size}` }],
      },
    ],
  }));
  return { dbcv: 1, kind: "bot", name: "Big", first_step: "s0", steps };
}

function median(times: number, act: (time: number) => void): number {
  const taken = Array.from({ length: times }, (_, time) => {
    const began = performance.now();
    act(time);
    return performance.now() - began;
  }).sort((one, other) => one - other);
  return Math.round((taken[Math.floor(times / 2)] ?? 0) * 100) / 100;
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function measure(size: number): Record<string, number> {
  const before = heap();
  let document = structuredClone(bigBot(size));
  const found: Record<string, number> = { steps: size };
  found["document_mb"] = heap() - before;
  found["index_first_ms"] = median(5, () => {
    const index = indexOf({ ...document });
    index.incoming("s5");
    index.connection("c5t");
  });
  let index = indexOf(document);
  index.incoming("s5");
  index.connection("c5t");
  found["type_a_letter_ms"] = median(100, (time) => {
    document = perform(document, [
      { op: "set", path: "steps.s9.message.text", value: `letter ${time}` },
    ]).document;
    index = indexOf(document, index);
    index.incoming("s5");
    index.connection("c5t");
  });
  const all: Operation[] = (document.steps ?? []).map(({ id }, at) => ({
    op: "set",
    path: `steps.${id}.position`,
    value: { x: at, y: 1 },
  }));
  found["move_all_ms"] = median(7, () => void perform(document, all));
  const moved = perform(document, all);
  found["undo_move_all_ms"] = median(7, () => void perform(moved.document, moved.inverse));
  const removed = (document.steps ?? []).map(({ id }): Operation => ({ op: "remove", path: `steps.${id}` }));
  const gone = perform(document, removed);
  found["undo_remove_all_ms"] = median(7, () => void perform(gone.document, gone.inverse));
  found["variables_again_ms"] = median(7, () => void variablesOf(document));
  found["search_ms"] = median(7, () => void search(document, "step 19"));
  found["rename_ms"] = median(5, () => void renameVariable(document, "session.answer_3", "session.reply"));
  let state = opened("me", document, 1);
  found["machine_change_ms"] = median(100, (time) => {
    const operations: Operation[] = [
      { op: "set", path: `steps.s${time}.message.text`, value: `typed ${time}` },
    ];
    state = next(state, { type: "changed", id: `b${time}`, operations, label: "" }).state;
  });
  found["heap_all_mb"] = heap() - before;
  indexOf(state.document, index).incoming("s1");
  return found;
}

describe("the model", () => {
  it("is measured", () => {
    for (const size of [500, 2000]) process.stdout.write(`${JSON.stringify(measure(size))}\n`);
  });
});
