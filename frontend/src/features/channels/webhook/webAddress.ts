/** Whether the server takes it: http or https, no space or hidden sign, and no name or password in it. */
export function isWebAddress(text: string): boolean {
  const trimmed = text.trim();
  if (!/^https?:\/\/[^\s\p{C}]+$/iu.test(trimmed) || !URL.canParse(trimmed)) return false;
  const { username, password } = new URL(trimmed);
  return username === "" && password === "";
}
