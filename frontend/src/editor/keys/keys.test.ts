import { describe, expect, it } from "vitest";
import { isTaken, matching } from "./matching";
import type { Pressed } from "./matching";
import { keysOf, keysText } from "./shown";
import { shortcut, SHORTCUT_IDS } from "./table";

function pressed(key: string, code: string, held: Partial<Pressed> = {}): Pressed {
  return { key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe("shortcuts", () => {
  it("are found by their letter on a Latin keyboard", () => {
    expect(matching(pressed("z", "KeyZ", { ctrlKey: true }), "editor", false)).toBe("undo");
  });

  it("follow the letter where a Latin layout has moved it", () => {
    expect(matching(pressed("z", "KeyY", { ctrlKey: true }), "editor", false)).toBe("undo");
  });

  it("are found by their place on a Russian keyboard", () => {
    expect(matching(pressed("я", "KeyZ", { ctrlKey: true }), "editor", false)).toBe("undo");
    expect(matching(pressed("Я", "KeyZ", { ctrlKey: true, shiftKey: true }), "editor", false)).toBe("redo");
    expect(matching(pressed("с", "KeyC"), "canvas", false)).toBe("connect");
  });

  it("take the command key on a Mac, and only there", () => {
    expect(matching(pressed("k", "KeyK", { metaKey: true }), "editor", true)).toBe("anything");
    expect(matching(pressed("k", "KeyK", { metaKey: true }), "editor", false)).toBeNull();
    expect(matching(pressed("k", "KeyK", { ctrlKey: true }), "editor", true)).toBeNull();
  });

  it("find the question mark wherever the keyboard has it", () => {
    expect(matching(pressed("?", "Slash", { shiftKey: true }), "editor", false)).toBe("help");
    expect(matching(pressed("?", "Digit7", { shiftKey: true }), "editor", false)).toBe("help");
  });

  it("tell an arrow from the same arrow with Alt", () => {
    expect(matching(pressed("ArrowUp", "ArrowUp", { altKey: true }), "canvas", false)).toBe("wayUp");
    expect(matching(pressed("ArrowUp", "ArrowUp"), "canvas", false)).toBe("goUp");
    expect(keysText("wayUp", false)).toBe("Alt+↑");
  });

  it("tell a letter from the same letter with Shift", () => {
    expect(matching(pressed("!", "Digit1", { shiftKey: true }), "canvas", false)).toBe("fit");
    expect(matching(pressed("1", "Digit1"), "canvas", false)).toBeNull();
  });

  it("are different from one another in each scope", () => {
    const chords = SHORTCUT_IDS.flatMap((id) =>
      shortcut(id).chords.map((chord) => `${shortcut(id).scope} ${keysOf(chord, false).join("+")}`),
    );
    expect(new Set(chords).size).toBe(chords.length);
  });

  it("leave keys to fields and dialogs", () => {
    document.body.innerHTML = "<textarea></textarea><div role='menu'><button></button></div><p></p>";
    expect(isTaken(document.querySelector("textarea"))).toBe(true);
    expect(isTaken(document.querySelector("button"))).toBe(true);
    expect(isTaken(document.querySelector("p"))).toBe(false);
  });

  it("are shown as they stand on the keyboard", () => {
    expect(keysText("redo", false)).toBe("Ctrl+Shift+Z");
    expect(keysText("redo", true)).toBe("⌘⇧Z");
    expect(keysText("goLeft", false)).toBe("←");
  });
});
