import type { ComponentType } from "react";
import type { RequestPart } from "@/model/document";
import type { BodyKind } from "../operations";
import { FileBody } from "./file";
import { FormBody } from "./form";
import { JsonBody } from "./json";
import { MultipartBody } from "./multipart";
import { NoBody } from "./none";
import { TextBody } from "./text";

/** The form of every kind of body. */
export const BODIES: Readonly<Record<BodyKind, ComponentType<{ request: RequestPart }>>> = {
  none: NoBody,
  json: JsonBody,
  text: TextBody,
  form: FormBody,
  multipart: MultipartBody,
  file: FileBody,
};
