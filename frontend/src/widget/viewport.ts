const KEYBOARD = 80; // px; less is a toolbar, which the page fits by itself

/** Where the keyboard covers the page instead of shrinking it, the chat keeps to what is left to see. */
export function followKeyboard(element: HTMLElement, signal: AbortSignal): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    const covered = innerHeight - seen.height > KEYBOARD && seen.scale === 1;
    element.style.setProperty("--page-height", covered ? `${seen.height}px` : "100dvh");
    element.style.setProperty("--page-top", covered ? `${seen.offsetTop}px` : "0px");
  };
  seen.addEventListener("resize", fit, { signal });
  seen.addEventListener("scroll", fit, { signal });
}
