/** Whether the server would post there: http or https, and no name or password in it. */
export function isWebAddress(text: string): boolean {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return false;
  const { username, password } = new URL(trimmed);
  return username === "" && password === "";
}
