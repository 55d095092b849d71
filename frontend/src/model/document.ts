import type { Json, JsonObject } from "./json";

/**
 * The bot document as the server writes it (flow-language.md 1): keys that have their default are left out, keys that
 * are not known here are kept.
 */
export interface BotDocument {
  readonly dbcv: 1;
  readonly kind: "bot";
  readonly name?: string;
  readonly description?: string;
  readonly locale?: string;
  readonly timezone?: string;
  readonly secrets?: readonly string[];
  readonly on_finish?: "restart" | "stay";
  readonly variables?: JsonObject;
  readonly first_step?: string;
  readonly groups?: readonly Group[];
  readonly templates?: readonly TemplateDocument[];
  readonly tests?: readonly ConversationTest[];
  readonly notes?: readonly Note[];
  readonly requests?: readonly RequestPart[];
  readonly steps?: readonly Step[];
}

export interface TemplateDocument {
  readonly dbcv: 1;
  readonly kind: "template";
  readonly id: string;
  readonly version: number;
  readonly name?: string;
  readonly description?: string;
  readonly inputs?: JsonObject;
  readonly outputs?: JsonObject;
  readonly variables?: JsonObject;
  readonly first_step?: string;
  readonly notes?: readonly Note[];
  readonly requests?: readonly RequestPart[];
  readonly steps?: readonly Step[];
}

export type ConversationTest = JsonObject;

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Step {
  readonly id: string;
  readonly name?: string;
  readonly position?: Position;
  readonly note?: string;
  readonly proxy?: boolean;
  readonly message?: Message;
  readonly template?: TemplateInstance;
  readonly preset?: Preset;
  readonly groups?: readonly Group[];
}

export interface Message {
  readonly text?: string;
  readonly buttons?: readonly Button[];
  readonly attachments?: readonly Attachment[];
  readonly widget?: Widget;
  readonly params?: JsonObject;
}

export interface Button {
  readonly text?: string;
  readonly value?: string;
}

export type AttachmentType = "image" | "audio" | "video" | "file";

export interface Attachment {
  readonly url?: string;
  readonly file?: string;
  readonly type?: AttachmentType;
  readonly name?: string;
}

export type WidgetType = "form" | "cards" | "carousel" | "date" | "rating" | "file" | "location";

export interface Widget {
  readonly type: WidgetType;
  readonly props?: JsonObject;
}

export interface TemplateInstance {
  readonly id: string;
  readonly version: number;
  readonly inputs?: JsonObject;
  readonly outputs?: { readonly [name: string]: string };
}

export interface Preset {
  readonly id: string;
  readonly config?: JsonObject;
}

export type GroupType = "message" | "response" | "code" | "integration";
export type GroupEvent = "message" | "timeout";

interface AnyGroup {
  readonly id: string;
  readonly on?: GroupEvent;
  readonly after?: number;
  readonly restart?: boolean;
  readonly priority?: number;
  readonly set?: readonly Setting[];
  readonly connections?: readonly Connection[];
}

/** `type` is left out where it is "message". */
export interface MessageGroup extends AnyGroup {
  readonly type?: "message";
}

export interface ResponseGroup extends AnyGroup {
  readonly type: "response";
  readonly request?: string;
}

export interface CodeGroup extends AnyGroup {
  readonly type: "code";
  readonly code?: string;
}

export interface IntegrationGroup extends AnyGroup {
  readonly type: "integration";
  readonly integration?: string;
  readonly config?: JsonObject;
  readonly credential?: string;
}

export type Group = MessageGroup | ResponseGroup | CodeGroup | IntegrationGroup;

/** `to` is empty where the way leads nowhere yet. */
export interface Connection {
  readonly id: string;
  readonly name?: string;
  readonly priority?: number;
  readonly rules?: RuleSet;
  readonly filters?: RuleSet;
  readonly set?: readonly Setting[];
  readonly to: string;
}

export type SettingOp = "set" | "add" | "append" | "remove" | "clear";

export interface Setting {
  readonly variable: string;
  readonly op?: SettingOp;
  readonly value?: Json;
}

/** jqqb, kept as it is written; `@/rules` reads it. A bare rule may stand in place of a group. */
export type RuleSet = JsonObject;

export interface Note {
  readonly id: string;
  readonly text?: string;
  readonly position?: Position;
  readonly color?: string;
}

export type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface RequestPart {
  readonly id: string;
  readonly name?: string;
  readonly method?: HttpMethod;
  readonly url?: string;
  readonly headers?: JsonObject;
  readonly query?: JsonObject;
  readonly body?: Json;
  readonly form?: JsonObject;
  readonly multipart?: JsonObject;
  readonly file?: Json;
  readonly timeout?: number;
  readonly retry?: Retry;
  readonly credential?: string;
  readonly proxy?: string;
}

export interface Retry {
  readonly times?: number;
  readonly backoff?: number;
}

export const EMPTY_DOCUMENT: BotDocument = { dbcv: 1, kind: "bot" };

export function groupType(group: Group): GroupType {
  return group.type ?? "message";
}

export function stepTitle(step: Step): string {
  return step.name ?? step.id;
}

/** In the order they are tried: lower priority first, then as written (flow-language.md 4.3). */
export function inOrder<Part extends { readonly priority?: number }>(
  parts: readonly Part[] = [],
): readonly Part[] {
  return parts.some((part) => part.priority)
    ? parts.toSorted((one, other) => (one.priority ?? 0) - (other.priority ?? 0))
    : parts;
}
