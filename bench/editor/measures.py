"""What an author feels: when it is there, how it moves, how soon it is undone, tidied, lit."""

import time

from playwright.async_api import CDPSession, Page

from .author import PATIENCE, ROOM

SWINGS = 90  # moves of the mouse while frames are counted
UNDO = """async () => {
  const began = performance.now();
  const held = { key: "z", code: "KeyZ", ctrlKey: true, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", held));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""


async def ready(page: Page) -> float:
    """ms from navigation to the first step drawn; the median of five."""
    times: list[float] = []
    for _ in range(5):
        await page.reload()
        await page.wait_for_function("() => measured.ready !== null", timeout=PATIENCE)
        times.append(await page.evaluate("measured.ready"))
        await page.wait_for_load_state("networkidle")
    return sorted(times)[2]


async def heap(cdp: CDPSession) -> float:
    """MB in use after collecting garbage."""
    await cdp.send("HeapProfiler.collectGarbage")
    usage = await cdp.send("Runtime.getHeapUsage")
    return float(usage["usedSize"]) / 2**20


async def swinging(page: Page, start: tuple[float, float]) -> dict[str, float]:
    """Frames while the mouse is held down and swings about."""
    x, y = start
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 20, y + 20)
    await page.evaluate("void (window.stopCounting = countFrames())")
    for swing in range(SWINGS):
        await page.mouse.move(x + 220 * ((swing % 30) / 30), y + 160 * ((swing % 45) / 45), steps=2)
    frames: dict[str, float] = await page.evaluate("stopCounting()")
    await page.mouse.up()
    return frames


async def places(page: Page) -> dict[str, tuple[float, float]]:
    """A point of a step's header, and one of the empty canvas."""
    found = await page.evaluate(
        """() => {
          const inside = (x, y) => x > 330 && y > 90 && x < innerWidth - 460 && y < innerHeight - 260;
          let step = null, pane = null;
          for (let x = 340; x < innerWidth - 460; x += 9)
            for (let y = 100; y < innerHeight - 260; y += 9) {
              const at = document.elementFromPoint(x, y);
              if (!step && at?.closest(".react-flow__node header")) step = [x, y];
              if (!pane && at?.classList.contains("react-flow__pane") && inside(x, y)) pane = [x, y];
            }
          return { step, pane };
        }"""
    )
    return {name: (point[0], point[1]) for name, point in found.items()}


async def moving(page: Page) -> dict[str, float]:
    await page.keyboard.press("Home")
    await page.keyboard.press("Shift+Digit0")
    await page.wait_for_timeout(400)
    await page.keyboard.press("-")
    await page.wait_for_timeout(600)
    at = await places(page)
    drag = await swinging(page, at["step"])
    pan = await swinging(page, at["pane"])
    await page.keyboard.press("Shift+Digit1")
    await page.wait_for_timeout(800)
    whole = await swinging(page, (ROOM["width"] / 2, ROOM["height"] / 2))
    return {
        "drag_fps": drag["fps"],
        "drag_p95_ms": drag["p95"],
        "pan_fps": pan["fps"],
        "pan_p95_ms": pan["p95"],
        "pan_all_fps": whole["fps"],
    }


async def undone(page: Page) -> float:
    """ms from the keys to the next frame, after a step was dragged; the median of three."""
    times: list[float] = []
    for _ in range(3):
        await page.keyboard.press("Home")
        await page.wait_for_timeout(500)
        x, y = (await places(page))["step"]
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x + 80, y + 80, steps=4)
        await page.mouse.up()
        await page.wait_for_timeout(200)
        times.append(await page.evaluate(UNDO))
    return sorted(times)[1]


async def tidied(page: Page) -> dict[str, float]:
    await page.keyboard.press("Home")
    await page.wait_for_timeout(1000)
    await page.evaluate("measured.tasks = []")
    began = time.perf_counter()
    await page.keyboard.press("Shift+KeyT")
    running = page.locator("[data-tidying]")
    await running.wait_for(state="attached")
    await running.wait_for(state="detached", timeout=PATIENCE)
    took = (time.perf_counter() - began) * 1000
    await page.wait_for_timeout(300)
    return {"tidy_ms": took, "tidy_longest_task_ms": max([0.0, *await page.evaluate("measured.tasks")])}


LIT = """() => {
  const answers = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/simulate"));
  const last = answers.at(-1)?.responseEnd;
  return last && measured.lit > last ? measured.lit - last : null;
}"""


async def lit(page: Page) -> float:
    """ms from the engine's answer to the frame that shows the path it took; the median of five."""
    times: list[float] = []
    await page.get_by_role("button", name="Test", exact=True).first.click()
    await page.get_by_role("button", name="Start the conversation").click()
    talk = page.get_by_role("textbox", name="Write as a person would")
    for _ in range(5):
        await page.evaluate("measured.lit = null; performance.clearResourceTimings()")
        await talk.fill("yes")
        await talk.press("Enter")
        await page.wait_for_function(f"() => ({LIT})() !== null", timeout=PATIENCE)
        times.append(await page.evaluate(LIT))
        await page.wait_for_timeout(300)
    return sorted(times)[2]
