/** Use a part once it is here. Where it cannot be fetched the chat goes on without. */
export function when<Part>(part: Promise<Part>, use: (part: Part) => void): void {
  part.then(use, () => undefined);
}
