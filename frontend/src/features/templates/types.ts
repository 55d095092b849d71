import type { components } from "@/api/schema";

export type Template = components["schemas"]["TemplateRead"];
