export function NoBody() {
  return null;
}
