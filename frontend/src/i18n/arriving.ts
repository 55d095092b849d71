const AGAIN = 3000; // ms until the server is looked for once more; sooner where the network comes back

/** Whether our server can be reached now. */
export async function isReached(): Promise<boolean> {
  try {
    return (await fetch("/", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/**
 * A part of the page that comes when it is needed. Without a network, or while the server is away, it is waited for:
 * what is there stays and can be worked with meanwhile.
 */
export async function arriving<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let isThere = false; ;) {
    try {
      return await load();
    } catch (fault) {
      if (isThere) throw fault; // the server answers, and has no such part
      isThere = await isReached();
      if (!isThere) await another();
    }
  }
}

function another(): Promise<void> {
  return new Promise((done) => {
    const goOn = () => {
      clearTimeout(timer);
      removeEventListener("online", goOn);
      done();
    };
    const timer = setTimeout(goOn, AGAIN);
    addEventListener("online", goOn);
  });
}
