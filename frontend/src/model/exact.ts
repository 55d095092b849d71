/** A number as it is written: read as one, it is written the same again. */
export function isWrittenNumber(text: string): boolean {
  const number = Number(text);
  return (
    Number.isFinite(number) &&
    String(number) === text &&
    (!Number.isInteger(number) || Number.isSafeInteger(number))
  );
}

/** The first number of a JSON text that has more digits than a browser can hold; null: none. */
export function longNumber(json: string): string | null {
  const bare = json.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  return bare.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?/g)?.find((one) => !isExact(one)) ?? null;
}

/** Whether the number read is the one that is written, be it written as it may. */
export function isExact(literal: string): boolean {
  return decimal(literal) === decimal(String(Number(literal)));
}

function decimal(literal: string): string {
  const [mantissa = "", exponent = "0"] = literal.trim().toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${mantissa.startsWith("-") ? "-" : ""}${significant}e${power}`;
}
