declare module "js-yaml" {
  /** What a YAML 1.2 document says. */
  export function load(text: string): unknown;
}
